// For the tests of this folder: decodes or decides about many inputs in one process.
//
//   encoding_tool decode LABEL   records on stdin -> records on stdout (UTF-8)
//   encoding_tool labels         label TAB name TAB ... nothing read
//
// A record is its length (4 bytes, little endian) and that many bytes.

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "encoding/decode.h"
#include "encoding/labels.h"

namespace {

using tamis::encoding::Encoding;

bool ReadRecord(std::string& record) {
  unsigned char size[4];
  if (std::fread(size, 1, 4, stdin) != 4) return false;
  record.resize(size[0] | size[1] << 8 | size[2] << 16 | static_cast<uint32_t>(size[3]) << 24);
  return std::fread(record.data(), 1, record.size(), stdin) == record.size();
}

void WriteRecord(std::string_view record) {
  const auto size = static_cast<uint32_t>(record.size());
  const char bytes[4] = {static_cast<char>(size), static_cast<char>(size >> 8),
                         static_cast<char>(size >> 16), static_cast<char>(size >> 24)};
  std::fwrite(bytes, 1, 4, stdout);
  std::fwrite(record.data(), 1, record.size(), stdout);
}

int DecodeRecords(std::string_view label) {
  const std::optional<Encoding> encoding = tamis::encoding::EncodingFromLabel(label);
  if (!encoding) {
    std::fprintf(stderr, "encoding_tool: unknown label\n");
    return 2;
  }
  std::string record;
  std::string buffer;
  size_t replacements = 0;
  while (ReadRecord(record)) {
    WriteRecord(tamis::encoding::Decode(record, *encoding, buffer, replacements));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "decode" && argc == 3) return DecodeRecords(argv[2]);
  std::fprintf(stderr, "usage: encoding_tool decode LABEL\n");
  return 2;
}
