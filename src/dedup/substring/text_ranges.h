// Ranges of the text that stood before, and the spans they become.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "dedup/substring/substring.h"

namespace tamis::dedup {

// Bytes of Documents::text, half-open, within a document.
struct TextRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  uint64_t first = 0;  // where the first window of the range begins that stood first
};

// Puts ranges in order and joins those that overlap; not those that touch, which may be of two
// documents.
void JoinRanges(std::vector<TextRange>& ranges);

// Spans to cut, as FindRepeatedSpans() returns them. REQUIRES: joined ranges.
std::vector<RepeatedSpan> MakeSpans(const Documents& documents, std::span<const TextRange> ranges);

// Of the document that has the byte `at`.
inline size_t DocumentOf(const Documents& documents, uint64_t at) {
  return static_cast<size_t>(std::upper_bound(documents.ends.begin(), documents.ends.end(), at) -
                             documents.ends.begin());
}

}  // namespace tamis::dedup
