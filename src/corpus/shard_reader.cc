#include "corpus/shard_reader.h"

#include <memory>
#include <string>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/line_reader.h"
#include "parquet/parquet.h"

namespace tamis::corpus {
namespace {

Status ReadLines(const Shard& shard, const ShardVisitor& visitor) {
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(shard.path);
  if (!source.ok()) return source.status();
  io::DecodedStream stream(**source);
  // Rows are what tamis wrote: one of `a a a a ...` compresses a thousandfold and is still a row.
  io::LineReader lines(stream, {.max_line_bytes = 256u << 20, .max_ratio = 0});
  for (;;) {
    const Result<io::Line> line = lines.Next();
    visitor.progress(stream.file_position());
    if (line.ok()) {
      if (line->text.empty()) continue;
      if (Status status = visitor.row(line->text); !status.ok()) return status;
      continue;
    }
    switch (line.status().code()) {
      case StatusCode::kEndOfStream:
        return {};
      case StatusCode::kIo:
        return line.status();
      default:
        visitor.damage(line.status());
    }
  }
}

Status ReadParquetRows(const Shard& shard, const std::vector<std::string>& columns,
                       const ShardVisitor& visitor) {
  return parquet::ReadParquet(shard.path, columns, [&](std::string_view rows) -> Status {
    while (!rows.empty()) {
      const size_t end = rows.find('\n');
      if (Status status = visitor.row(rows.substr(0, end)); !status.ok()) return status;
      if (end == std::string_view::npos) break;
      rows.remove_prefix(end + 1);
    }
    visitor.progress(0);
    return {};
  });
}

}  // namespace

Status ReadShard(const Shard& shard, const std::vector<std::string>& columns,
                 const ShardVisitor& visitor) {
  return shard.parquet ? ReadParquetRows(shard, columns, visitor) : ReadLines(shard, visitor);
}

}  // namespace tamis::corpus
