// When a URL was seen, and when its text changed.
//
// A history is the set of its captures, each a date and a text. All that is said of it follows
// from the set, so it does not matter in which order, in how many runs or how often the same
// captures come.
//
// Tested:  index_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dedup/index/records.h"

namespace tamis::dedup {

struct UrlHistory {
  uint64_t first_seen = 0;    // 14 digits; 0: there are no captures
  uint64_t last_changed = 0;  // the first capture of the text that the last one has, likewise
  uint64_t captures = 0;

  bool operator==(const UrlHistory&) const = default;
};

// REQUIRES: sorted, each once.
UrlHistory SummarizeCaptures(std::span<const Capture> captures);

// Adds `fresh`; false when all were there. REQUIRES: both sorted, each once.
bool MergeCaptures(std::span<const Capture> fresh, std::vector<Capture>& all);

}  // namespace tamis::dedup
