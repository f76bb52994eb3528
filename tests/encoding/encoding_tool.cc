// For the tests of this folder: decodes or decides about many inputs in one process.
//
//   encoding_tool decode LABEL   records on stdin -> records on stdout (UTF-8)
//   encoding_tool page           records (pages without headers) -> records (UTF-8)
//   encoding_tool decide         records (pages without headers) -> lines "NAME SOURCE"
//   encoding_tool time HEADER    one record, decoded again and again with this Content-Type ->
//                                "NAME SOURCE MILLISECONDS" of processor time a page
//
// A record is its length (4 bytes, little endian) and that many bytes.

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "encoding/decode.h"
#include "encoding/labels.h"
#include "encoding/sniff.h"

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

void DecodePages() {
  std::string record;
  std::string buffer;
  while (ReadRecord(record)) WriteRecord(tamis::encoding::DecodePage(record, "", buffer).utf8);
}

void DecideRecords() {
  std::string record;
  while (ReadRecord(record)) {
    const tamis::encoding::EncodingDecision decision = tamis::encoding::Decide(record, "");
    const std::string name(tamis::encoding::EncodingName(decision.encoding));
    const std::string source(tamis::encoding::SourceName(decision.source));
    std::printf("%s %s\n", name.c_str(), source.c_str());
  }
}

void TimePage(std::string_view content_type) {
  std::string record;
  if (!ReadRecord(record)) return;
  std::string buffer;
  tamis::encoding::DecodedPage page;
  const std::clock_t begin = std::clock();
  int rounds = 0;
  do {
    page = tamis::encoding::DecodePage(record, content_type, buffer);
    ++rounds;
  } while (std::clock() - begin < CLOCKS_PER_SEC / 2);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const std::string name(tamis::encoding::EncodingName(page.decision.encoding));
  const std::string source(tamis::encoding::SourceName(page.decision.source));
  std::printf("%s %s %.4f\n", name.c_str(), source.c_str(), 1000 * seconds / rounds);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "decode" && argc == 3) return DecodeRecords(argv[2]);
  if (mode == "page") {
    DecodePages();
    return 0;
  }
  if (mode == "decide") {
    DecideRecords();
    return 0;
  }
  if (mode == "time" && argc == 3) {
    TimePage(argv[2]);
    return 0;
  }
  std::fprintf(stderr, "usage: encoding_tool decode LABEL | page | decide | time HEADER\n");
  return 2;
}
