// Looks for the next place where a record begins, forward from a point in the window.

#pragma once

#include <cstddef>
#include <string_view>

#include "io/decoded_stream.h"
#include "tamis/status.h"
#include "warc/record_start.h"

namespace tamis::warc {

enum class SearchPlaces : uint8_t {
  kAll,         // starts of lines and units, and, for headers that lack nothing, anywhere
  kUnitStarts,  // only where a gzip member or zstd frame begins
};

class RecordSearch {
 public:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  RecordSearch(io::DecodedStream& stream, size_t max_header_bytes)
      : stream_(stream), max_header_bytes_(max_header_bytes) {}

  // ARC lines are looked for until a WARC record was seen: they are the weaker sign.
  void SawWarc() { warc_seen_ = true; }

  // Offset into the window of the first record start in [from, limit), or kNone. Fills the window
  // as needed, to `limit` and a header at most.
  size_t Find(size_t from, size_t limit, SearchPlaces places = SearchPlaces::kAll);

  // The same among the units that begin in [from, to) of what the window holds; fills it by a
  // header at most.
  size_t FindAtUnitStart(size_t from, size_t to);

  // After Find() gave kNone: why the search ended before `limit`; ok when it did not.
  const Status& stop() const { return stop_; }

  // Whether a unit begins `at` bytes into the window (or `at` is the start of the stream).
  bool UnitBegins(size_t at) const;
  // Whether `at` is where a unit was read to its end.
  bool UnitEnds(size_t at) const;

 private:
  size_t NextPlace(size_t from, size_t end, SearchPlaces places) const;
  bool LineBegins(size_t at) const;
  StartCheck Check(size_t at);

  io::DecodedStream& stream_;
  size_t max_header_bytes_;
  bool warc_seen_ = false;
  Status stop_;
};

}  // namespace tamis::warc
