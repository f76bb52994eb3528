#include "dedup/substring/text_ranges.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "dedup/substring/words.h"

namespace tamis::dedup {
namespace {

uint64_t StartOf(const Documents& documents, size_t document) {
  return document == 0 ? 0 : documents.ends[document - 1];
}

}  // namespace

// A span of whole words, and the word in front.
struct SpanMaker::OpenSpan {
  size_t left = 0;  // end of the word in front; 0 when there is none
  size_t begin = 0, end = 0;
  uint64_t first = 0;
};

// `right`: where the next word begins, the size of the document when there is none.
void SpanMaker::Close(const OpenSpan& span, size_t right) {
  const uint64_t start = StartOf(documents_, document_);
  const std::string_view text = documents_.text.substr(start, documents_.ends[document_] - start);
  const size_t first = DocumentOf(documents_, span.first);
  RepeatedSpan cut{document_, span.begin, span.end, first, span.first - StartOf(documents_, first)};
  if (span.left == 0 || right == text.size()) {
    cut.begin = span.left;
    cut.end = right;
  } else if (StrengthOf(text.substr(span.left, span.begin - span.left)) <
             StrengthOf(text.substr(span.end, right - span.end))) {
    cut.begin = span.left;
  } else {
    cut.end = right;
  }
  spans_.push_back(cut);
}

void SpanMaker::EndDocument() {
  if (ranges_.empty()) return;
  const uint64_t start = StartOf(documents_, document_);
  const std::string_view text = documents_.text.substr(start, documents_.ends[document_] - start);
  auto range = ranges_.begin();
  bool open = false;
  OpenSpan span;
  WordSpan word;
  for (size_t left = 0; NextWord(text, left, word); left = word.end) {
    while (range != ranges_.end() && range->end <= start + word.begin) ++range;
    const bool cut = range != ranges_.end() && range->begin <= start + word.begin &&
                     start + word.end <= range->end;
    if (cut) {
      if (!open) span = {left, word.begin, 0, range->first};
      span.end = word.end;
    } else if (open) {
      Close(span, word.begin);
      open = false;
    }
    if (range == ranges_.end()) break;
    open = cut;
  }
  if (open) Close(span, text.size());
  ranges_.clear();
}

void SpanMaker::Add(const TextRange& range) {
  if (ranges_.empty() || range.begin >= documents_.ends[document_]) {
    EndDocument();
    document_ = DocumentOf(documents_, range.begin);
  }
  if (!ranges_.empty() && range.begin <= ranges_.back().end) {
    ranges_.back().end = std::max(ranges_.back().end, range.end);
  } else {
    ranges_.push_back(range);
  }
}

std::vector<RepeatedSpan> SpanMaker::Finish() {
  EndDocument();
  return std::move(spans_);
}

}  // namespace tamis::dedup
