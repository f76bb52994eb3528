// Which lines stand before, on their site or anywhere, and how often; for more lines than fit into
// memory.
//
//   Add() -> sorted by site and hash -> counted -> those to cut, sorted by place -> Next()
//
// The same for paragraphs. What is found depends on the order of documents only in what "first" is.
//
// Disk:   24 bytes a line, and 16 a line to cut.
// Tested: repeated_lines_test.cc, against a count in a map.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "io/external_sort.h"
#include "tamis/status.h"

namespace tamis::dedup {

struct LineRules {
  uint32_t keep = 1;          // of those that are the same, so many stay: the first
  uint64_t remove_above = 0;  // of those that stand more often none stays; 0: no such limit
};

struct LinePlace {
  uint32_t document = 0;
  uint32_t begin = 0;  // byte of the document

  friend auto operator<=>(const LinePlace&, const LinePlace&) = default;
};

// A line to cut, and the first that is the same: itself when none of them stays. In order of
// places.
struct LineCut {
  LinePlace place;
  LinePlace first;

  friend auto operator<=>(const LineCut&, const LineCut&) = default;
};

// A line that stands at least twice.
struct LineCount {
  uint64_t count = 0;
  uint64_t site = 0;
  uint64_t hash = 0;
  LinePlace first;
};

class RepeatedLines {
 public:
  // Half of `memory_bytes` is for sorting lines, half for sorting places. What does not fit goes
  // into `folder`.
  RepeatedLines(const LineRules& rules, const std::string& folder, uint64_t memory_bytes)
      : rules_(rules), lines_(folder, memory_bytes / 2), cuts_(folder, memory_bytes / 2) {}

  // `site`: lines are the same on the same site only; a constant for all. Errors: kIo.
  Status Add(uint64_t site, uint64_t hash, LinePlace place) {
    ++added_;
    return lines_.Add({site, hash, place});
  }

  // Ends adding and counts. Errors: kIo.
  Status Count();

  // The next line to cut, in order of places; `more` is false at the end.
  Status Next(LineCut& cut, bool& more) { return cuts_.Next(cut, more); }

  uint64_t added() const { return added_; }
  uint64_t cut() const { return cut_; }
  // Lines that differ from all others, and that stand at least twice.
  uint64_t distinct() const { return distinct_; }
  uint64_t repeated() const { return repeated_; }
  // Those that stand most often, the most often first: at most kTop. Ties by site and hash.
  const std::vector<LineCount>& top() const { return top_; }

  static constexpr size_t kTop = 1000;

 private:
  struct Line {
    uint64_t site, hash;
    LinePlace place;
    friend auto operator<=>(const Line&, const Line&) = default;
  };

  Status Cut(LinePlace place, LinePlace first) {
    ++cut_;
    return cuts_.Add({place, first});
  }
  Status EndGroup(const LineCount& group, std::vector<LinePlace>& kept);
  void KeepTop();

  const LineRules rules_;
  io::ExternalSorter<Line> lines_;
  io::ExternalSorter<LineCut> cuts_;
  uint64_t added_ = 0, cut_ = 0, distinct_ = 0, repeated_ = 0;
  std::vector<LineCount> top_;
};

}  // namespace tamis::dedup
