#include "document/render/text_items.h"

#include <algorithm>

namespace tamis::document {
namespace {

constexpr std::string_view kBullets[] = {"\u2022", "\u2023", "\u25E6", "\u2043",
                                         "\u25AA", "\u25AB", "\u25CF", "\u25CB",
                                         "\u25A0", "\u25A1", "\u2219", "\u00B7"};
constexpr uint32_t kMaxDigits = 3;  // "1998." begins a sentence

bool IsSpace(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The mark at the start of a line.
struct Mark {
  size_t size = 0;  // in bytes, the space after it included; 0 for none
  bool weak = false;
};

Mark MarkOf(std::string_view line, TextLine& out) {
  size_t i = 0;
  while (i < line.size() && IsSpace(line[i])) ++i;
  const auto ends = [&](size_t k) {
    return k < line.size() && IsSpace(line[k]) && line.find_first_not_of(" \t", k) != line.npos;
  };
  for (const std::string_view bullet : kBullets) {
    if (line.substr(i).starts_with(bullet) && ends(i + bullet.size())) {
      return {i + bullet.size() + 1, false};
    }
  }
  if (i >= line.size()) return {};
  if ((line[i] == '-' || line[i] == '*') && ends(i + 1)) return {i + 2, true};
  size_t k = i;
  uint32_t number = 0;
  for (; k < line.size() && k - i <= kMaxDigits && IsDigit(line[k]); ++k) {
    number = number * 10 + static_cast<uint32_t>(line[k] - '0');
  }
  const bool digits = k > i && k - i <= kMaxDigits && (k - i == 1 || line[i] != '0');
  if (!digits || k >= line.size() || (line[k] != '.' && line[k] != ')') || !ends(k + 1)) return {};
  out.ordered = true;
  out.number = number;
  out.delimiter = line[k];
  return {k + 2, false};
}

// Whether no formatting touches text[begin, end]. `span`: the first that may, moved on.
bool IsPlain(std::span<const Span> spans, size_t& span, size_t begin, size_t end) {
  while (span < spans.size() && spans[span].end <= begin) ++span;
  for (size_t k = span; k < spans.size() && spans[k].begin < end; ++k) {
    if (spans[k].style != 0 || spans[k].link != 0) return false;
  }
  return true;
}

}  // namespace

void FindTextItems(std::string_view text, std::span<const Span> spans,
                   std::vector<TextLine>& lines) {
  lines.clear();
  size_t items = 0;
  size_t span = 0;
  bool weak_before = false;  // the line before has a weak mark,
  bool alone = false;        // and none of its kind above it
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    TextLine line;
    const Mark mark = MarkOf(text.substr(begin, end - begin), line);
    line.item = mark.size > 0 && (!mark.weak || weak_before);
    if (mark.weak && weak_before && alone) {
      lines.back().item = true;
      ++items;
    }
    items += line.item;
    alone = mark.weak && !weak_before;
    weak_before = mark.weak;
    line.begin = static_cast<uint32_t>(begin);
    line.mark = static_cast<uint32_t>(mark.size);
    line.end = static_cast<uint32_t>(end);
    const bool plain = IsPlain(spans, span, begin, begin + mark.size) &&
                       (end == text.size() || IsPlain(spans, span, end, end + 1));
    if (!plain) {
      lines.clear();
      return;
    }
    lines.push_back(line);
    begin = end + 1;
  }
  if (items == 0) lines.clear();
}

}  // namespace tamis::document
