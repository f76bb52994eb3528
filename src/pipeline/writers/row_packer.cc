#include "pipeline/writers/row_packer.h"

namespace tamis::pipeline {

Status RowPacker::Pack(Compression compression, std::string_view rows, std::string& stored) {
  stored.clear();
  if (rows.empty()) return {};
  switch (compression) {
    case Compression::kGzip:
      gzip_.AppendMember(rows, stored);
      return {};
    case Compression::kZstd:
      return zstd_.AppendFrame(rows, stored);
    case Compression::kNone:
      break;
  }
  stored = rows;
  return {};
}

}  // namespace tamis::pipeline
