// Ranges of the text that stood before, and the spans they become.

#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "dedup/substring/substring.h"

namespace tamis::dedup {

// Bytes of Documents::text, half-open, within a document.
struct TextRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  uint64_t first = 0;  // where the first window of the range begins that stood first

  friend bool operator<(const TextRange& a, const TextRange& b) {
    return std::tie(a.begin, a.first, a.end) < std::tie(b.begin, b.first, b.end);
  }
};

// Makes the spans to cut, as FindRepeatedSpans() returns them, of ranges that may overlap.
class SpanMaker {
 public:
  explicit SpanMaker(const Documents& documents) : documents_(documents) {}

  // REQUIRES: ranges come in order.
  void Add(const TextRange& range);
  std::vector<RepeatedSpan> Finish();

 private:
  struct OpenSpan;

  void EndDocument();
  void Close(const OpenSpan& span, size_t right);

  const Documents& documents_;
  size_t document_ = 0;            // of the ranges at hand
  std::vector<TextRange> ranges_;  // apart from each other
  std::vector<RepeatedSpan> spans_;
};

// Of the document that has the byte `at`.
inline size_t DocumentOf(const Documents& documents, uint64_t at) {
  return static_cast<size_t>(std::upper_bound(documents.ends.begin(), documents.ends.end(), at) -
                             documents.ends.begin());
}

}  // namespace tamis::dedup
