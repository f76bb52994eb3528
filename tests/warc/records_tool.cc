// Lists what the archive reader sees, one line a record or damage; for tests/warc/*.py and for
// looking into archives by hand.
//
// Usage: records_tool [OPTION...] FILE...      "-" is standard input
//   --http             undo HTTP codings: status, flags and size of the decoded body
//   --read-bytes=N     give the reader at most N bytes at a time
//   --max-record=N     RecordOptions::max_record_bytes
//   --verify           check the digests: "damage digest ..." for each that does not match
//   --quiet            only the counts at the end
//   --server           read file names from standard input, one a line; end each answer with "."
//
//   record KIND OFFSET LENGTH STREAM_OFFSET TYPE FLAGS ID URI BLOCK_SIZE SHA1_OF_BLOCK [HTTP]
//   damage CODE OFFSET MESSAGE
//   end CODE records=N flagged=N damages=N too_large=N

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "warc/digest.h"
#include "warc/http.h"
#include "warc/record_reader.h"

namespace {

using tamis::Result;
using tamis::Status;
namespace io = tamis::io;
namespace warc = tamis::warc;

struct Options {
  bool http = false;
  bool quiet = false;
  bool verify = false;
  bool server = false;
  uint64_t read_bytes = 0;  // 0: as many as asked for
  warc::RecordOptions records;
  std::vector<std::string> files;
};

class SmallReads final : public io::ByteSource {
 public:
  SmallReads(io::ByteSource& source, uint64_t limit) : source_(source), limit_(limit) {}
  Result<size_t> Read(char* buffer, size_t size) override {
    return source_.Read(buffer, limit_ == 0 ? size : std::min<size_t>(size, limit_));
  }
  uint64_t size() const override { return source_.size(); }
  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override {
    return source_.PeekAt(offset, buffer, size);
  }

 private:
  io::ByteSource& source_;
  uint64_t limit_;
};

// One word for a line of output: "-" for nothing, bytes that would end it as "%" and hex.
std::string Word(std::string_view text) {
  if (text.empty()) return "-";
  std::string word;
  for (const char c : text) {
    if (c > ' ' && c < 0x7f && c != '%') {
      word += c;
    } else {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      (word += '%').append({kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return word;
}

void PrintRecord(const warc::Record& record, const Options& options, warc::HttpReader& http) {
  std::string line = std::string("record ") +
                     (record.offset_kind == warc::OffsetKind::kFile ? "file " : "decompressed ") +
                     std::to_string(record.offset) + ' ' + std::to_string(record.length) + ' ' +
                     std::to_string(record.stream_offset) + ' ' + Word(record.type_name) + ' ' +
                     std::to_string(record.flags) + ' ' + Word(record.id) + ' ' +
                     Word(record.target_uri) + ' ' + std::to_string(record.block.size()) + ' ' +
                     warc::DigestHex(warc::DigestAlgorithm::kSha1, record.block);
  if (options.http && record.http) {
    const warc::HttpMessage& message = http.Parse(record.block);
    line += ' ' + std::to_string(message.status) + ' ' + std::to_string(message.flags) + ' ' +
            std::to_string(message.body.size()) + ' ' +
            warc::DigestHex(warc::DigestAlgorithm::kSha1, message.body);
  }
  std::puts(line.c_str());
}

void Verify(const warc::Record& record) {
  if (warc::VerifyBlockDigest(record) == warc::DigestCheck::kMismatch ||
      warc::VerifyPayloadDigest(record) == warc::DigestCheck::kMismatch) {
    std::printf("damage digest %llu %s\n", static_cast<unsigned long long>(record.offset),
                Word(record.id).c_str());
  }
}

bool List(const std::string& path, const Options& options) {
  Result<std::unique_ptr<io::ByteSource>> file = io::OpenSource(path);
  if (!file.ok()) {
    std::printf("end %s\n", file.status().ToString().c_str());
    return false;
  }
  SmallReads source(**file, options.read_bytes);
  io::DecodedStream stream(source);
  warc::RecordReader reader(stream, options.records);
  warc::HttpReader http;
  for (;;) {
    const Result<warc::Record> record = reader.Next();
    if (record.ok()) {
      if (!options.quiet) PrintRecord(*record, options, http);
      if (options.verify) Verify(*record);
      continue;
    }
    const Status& status = record.status();
    const std::string code(tamis::StatusCodeName(status.code()));
    if (warc::RecordReader::Final(status)) {
      const warc::RecordStats& stats = reader.stats();
      std::printf("end %s records=%llu flagged=%llu damages=%llu too_large=%llu\n", code.c_str(),
                  static_cast<unsigned long long>(stats.records),
                  static_cast<unsigned long long>(stats.flagged),
                  static_cast<unsigned long long>(stats.damages),
                  static_cast<unsigned long long>(stats.too_large));
      return status.code() == tamis::StatusCode::kEndOfStream;
    }
    std::printf("damage %s %llu %s\n", code.c_str(),
                static_cast<unsigned long long>(status.offset()), status.message().c_str());
  }
}

bool TakeNumber(std::string_view argument, std::string_view name, uint64_t& value) {
  if (argument.substr(0, name.size()) != name) return false;
  argument.remove_prefix(name.size());
  const auto [end, error] =
      std::from_chars(argument.data(), argument.data() + argument.size(), value);
  return error == std::errc() && end == argument.data() + argument.size();
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--http") {
      options.http = true;
    } else if (argument == "--quiet") {
      options.quiet = true;
    } else if (argument == "--verify") {
      options.verify = true;
    } else if (argument == "--server") {
      options.server = true;
    } else if (argument.substr(0, 2) != "--") {
      options.files.emplace_back(argument);
    } else if (!TakeNumber(argument, "--read-bytes=", options.read_bytes) &&
               !TakeNumber(argument, "--max-record=", options.records.max_record_bytes)) {
      std::fprintf(stderr, "records_tool: unknown option %s\n", argv[i]);
      return 2;
    }
  }
  bool ok = true;
  for (const std::string& file : options.files) ok = List(file, options) && ok;
  std::string name;
  while (options.server && std::getline(std::cin, name)) {
    (void)List(name, options);
    std::puts(".");
    std::fflush(stdout);
  }
  return ok ? 0 : 1;
}
