#include "dedup/substring/text_ranges.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <tuple>

#include "dedup/substring/words.h"

namespace tamis::dedup {
namespace {

uint64_t StartOf(const Documents& documents, size_t document) {
  return document == 0 ? 0 : documents.ends[document - 1];
}

// How much a white space parts what stands on its sides.
auto StrengthOf(std::string_view white) {
  return std::tuple(std::count(white.begin(), white.end(), '\n'), white.size());
}

// A span of whole words, and the white space on its sides.
struct OpenSpan {
  size_t left;  // end of the word in front; 0 when there is none
  size_t begin, end;
  uint64_t first;
};

// `right`: where the next word begins, text.size() when there is none.
WordSpan WithWhiteSpace(const OpenSpan& span, size_t right, std::string_view text) {
  if (span.left == 0 || right == text.size()) return {span.left, right};
  const std::string_view before = text.substr(span.left, span.begin - span.left);
  const std::string_view after = text.substr(span.end, right - span.end);
  if (StrengthOf(before) < StrengthOf(after)) return {span.left, span.end};
  return {span.begin, right};
}

// `ranges`: those of one document.
void AddSpans(const Documents& documents, size_t document, std::span<const TextRange> ranges,
              std::vector<RepeatedSpan>& spans) {
  const uint64_t start = StartOf(documents, document);
  const std::string_view text = documents.text.substr(start, documents.ends[document] - start);
  const auto close = [&](const OpenSpan& span, size_t right) {
    const WordSpan cut = WithWhiteSpace(span, right, text);
    const size_t first = DocumentOf(documents, span.first);
    spans.push_back({document, cut.begin, cut.end, first, span.first - StartOf(documents, first)});
  };
  bool open = false;
  OpenSpan span{};
  WordSpan word;
  for (size_t left = 0; NextWord(text, left, word); left = word.end) {
    while (!ranges.empty() && ranges.front().end <= start + word.begin) ranges = ranges.subspan(1);
    const bool cut = !ranges.empty() && ranges.front().begin <= start + word.begin &&
                     start + word.end <= ranges.front().end;
    if (cut) {
      if (!open) span = {left, word.begin, 0, ranges.front().first};
      span.end = word.end;
    } else if (open) {
      close(span, word.begin);
      if (ranges.empty()) return;
    }
    open = cut;
  }
  if (open) close(span, text.size());
}

}  // namespace

void JoinRanges(std::vector<TextRange>& ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const TextRange& a, const TextRange& b) {
    return std::tie(a.begin, a.first, a.end) < std::tie(b.begin, b.first, b.end);
  });
  size_t joined = 0;
  for (const TextRange& range : ranges) {
    if (joined != 0 && range.begin < ranges[joined - 1].end) {
      ranges[joined - 1].end = std::max(ranges[joined - 1].end, range.end);
    } else {
      ranges[joined++] = range;
    }
  }
  ranges.resize(joined);
}

std::vector<RepeatedSpan> MakeSpans(const Documents& documents, std::span<const TextRange> ranges) {
  std::vector<RepeatedSpan> spans;
  std::vector<TextRange> of_document;
  for (size_t i = 0; i < ranges.size();) {
    const size_t document = DocumentOf(documents, ranges[i].begin);
    of_document.clear();
    for (; i < ranges.size() && ranges[i].begin < documents.ends[document]; ++i) {
      if (!of_document.empty() && of_document.back().end == ranges[i].begin) {
        of_document.back().end = ranges[i].end;
      } else {
        of_document.push_back(ranges[i]);
      }
    }
    AddSpans(documents, document, of_document, spans);
  }
  return spans;
}

}  // namespace tamis::dedup
