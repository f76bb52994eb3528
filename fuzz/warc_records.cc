// Fuzz: any bytes, read as an archive,
//   (a) end, with progress at every call and every block within the limits,
//   (b) give the same records and damages however small the reads of the source are,
//   (c) as plain bytes without damage give the same records when they are packed to one gzip
//       member or cut into several.
// Seeds: fuzz/seeds/warc_records.  Dictionary: fuzz/warc_records.dict.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/gzip_writer.h"
#include "warc/digest.h"
#include "warc/record_reader.h"

namespace {

namespace io = tamis::io;
namespace warc = tamis::warc;

constexpr uint64_t kMaxRecord = 32u << 10;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/warc_records: %s\n", what);
  std::abort();
}

// Bytes in memory, read in pieces of pseudo-random size.
class PiecewiseSource final : public io::ByteSource {
 public:
  PiecewiseSource(std::string_view bytes, uint32_t seed) : source_(bytes), seed_(seed) {}
  tamis::Result<size_t> Read(char* buffer, size_t size) override {
    if (seed_ != 0) {
      seed_ = seed_ * 1664525u + 1013904223u;
      size = std::min<size_t>(size, 1 + ((seed_ >> 16) & 63));
    }
    return source_.Read(buffer, size);
  }
  uint64_t size() const override { return source_.size(); }
  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override {
    return source_.PeekAt(offset, buffer, size);
  }

 private:
  io::MemorySource source_;
  uint32_t seed_;  // 0: no pieces
};

struct Listing {
  std::string records;  // type, id and digest of each
  std::string damages;  // code and offset of each
  uint64_t flagged = 0;
};

Listing List(std::string_view bytes, uint32_t seed) {
  PiecewiseSource source(bytes, seed);
  io::DecodedStream stream(source, {.max_zstd_window_log = 20, .max_dictionary_bytes = 1u << 20});
  warc::RecordReader reader(stream, {.max_record_bytes = kMaxRecord, .max_header_bytes = 4096});
  Listing listing;
  uint64_t last_offset = 0;
  for (uint64_t calls = 0;; ++calls) {
    Require(calls < 64u << 20, "it does not end");
    const tamis::Result<warc::Record> record = reader.Next();
    if (!record.ok()) {
      if (warc::RecordReader::Final(record.status())) break;
      listing.damages += std::string(tamis::StatusCodeName(record.status().code())) + ' ' +
                         record.status().ToString() + '\n';
      continue;
    }
    Require(record->block.size() <= kMaxRecord, "a block above the limit");
    Require(record->stream_offset >= last_offset, "records out of order");
    Require(record->length != 0, "no progress");
    last_offset = record->stream_offset + 1;
    // Touch every byte that the record points to.
    const std::string digest = warc::DigestHex(warc::DigestAlgorithm::kMd5, record->block);
    for (const std::string_view view : {record->type_name, record->id, record->date,
                                        record->target_uri, record->payload_digest}) {
      listing.records.append(view).append(1, ' ');
    }
    listing.records += digest + '\n';
  }
  const warc::RecordStats& stats = reader.stats();
  Require(stats.flagged <= stats.records, "more flagged than read");
  listing.flagged = stats.flagged;
  return listing;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4) return 0;
  uint32_t seed;
  std::memcpy(&seed, data, 4);
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const size_t length = size - 4;
  const auto copy = std::make_unique<char[]>(length);
  if (length != 0) std::memcpy(copy.get(), data + 4, length);
  const std::string_view bytes(copy.get(), length);

  const Listing want = List(bytes, 0);
  const Listing again = List(bytes, seed | 1);
  Require(again.records == want.records, "small reads give other records");
  Require(again.damages == want.damages, "small reads give other damages");

  // Packed, and cut where the seed says.
  io::GzipCompressor gzip(1);
  const size_t cut = length == 0 ? 0 : (seed >> 8) % (length + 1);
  std::string one;
  gzip.AppendMember(bytes, one);
  std::string two;
  gzip.AppendMember(bytes.substr(0, cut), two);
  gzip.AppendMember(bytes.substr(cut), two);
  const Listing packed = List(one, seed | 1);
  const Listing parts = List(two, 0);
  if (want.damages.empty() && want.flagged == 0 && bytes.substr(0, 4) == "WARC") {
    Require(packed.records == want.records && packed.damages.empty(), "packing changes records");
    // A member that begins with a record header begins a record.
    if (bytes.substr(cut, 5) == "WARC/") return 0;
    Require(parts.records == want.records && parts.damages.empty(), "cutting changes records");
  }
  return 0;
}
