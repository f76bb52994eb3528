// Finds where the block of a record ends.
//
// The idea: Content-Length is right when what stands behind the block says so: blank lines and
// then another record, the end of the gzip member or zstd frame, or the end of the input. Only
// when it does not is the block searched for the start of a record, so a page that holds the text
// of a WARC file is never cut while lengths are right.
//
// The rules, with their order and their doubts: docs/formats/warc.md, "Where a block ends".

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "io/decoded_stream.h"
#include "tamis/status.h"
#include "warc/record.h"
#include "warc/record_search.h"

namespace tamis::warc {

// What is known of a record whose header was read. It begins where the window begins.
struct RecordHead {
  RecordFormat format = RecordFormat::kWarc;
  size_t block_begin = 0;          // into the window
  std::optional<uint64_t> length;  // Content-Length, when it is a number
  // Where WARC-Block-Digest stands in the window; empty when absent. (The window may move.)
  size_t digest_begin = 0;
  size_t digest_size = 0;
};

struct BlockEnd {
  enum class Outcome : uint8_t {
    kFound,
    kCut,       // the input or the unit breaks off inside the block; `stop` says how
    kTooLarge,  // above max_record_bytes; the window stands where reading goes on
  };
  Outcome outcome = Outcome::kFound;
  size_t block_end = 0;       // into the window
  size_t record_end = 0;      // behind the blank lines
  bool length_wrong = false;  // not where Content-Length says
  Status stop;
};

class BlockFramer {
 public:
  // `max_ratio`: see RecordOptions. `stream` and `search` must outlive the framer.
  BlockFramer(io::DecodedStream& stream, RecordSearch& search, uint64_t max_block_bytes,
              uint32_t max_ratio)
      : stream_(stream), search_(search), max_bytes_(max_block_bytes), max_ratio_(max_ratio) {}

  BlockEnd Find(const RecordHead& head);

 private:
  BlockEnd FindEnd(const RecordHead& head);
  std::optional<BlockEnd> AtDeclaredEnd(const RecordHead& head, uint64_t length);
  std::optional<size_t> RecordEndBehind(const RecordHead& head, size_t block_end);
  BlockEnd BySearch(const RecordHead& head, SearchPlaces places);
  BlockEnd InFrontOf(const RecordHead& head, size_t next) const;
  BlockEnd AtStop(const RecordHead& head);
  std::optional<BlockEnd> ByDigest(const RecordHead& head, size_t block_end);
  std::optional<BlockEnd> ByAnyDigest(const RecordHead& head, size_t next);
  std::optional<size_t> UnitEndOfRecord() const;
  size_t WithoutBlankLines(size_t begin, size_t end) const;
  bool DeclaredEndConfirmed(const RecordHead& head, uint64_t length);
  BlockEnd PassOver(uint64_t bytes);
  BlockEnd PassOverUntilRecord(size_t searched, SearchPlaces places);

  io::DecodedStream& stream_;
  RecordSearch& search_;
  uint64_t max_bytes_;
  uint32_t max_ratio_;
  uint64_t hash_budget_ = 256u << 20;  // bytes
};

}  // namespace tamis::warc
