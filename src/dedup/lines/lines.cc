#include "dedup/lines/lines.h"

#include <algorithm>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "dedup/exact/content_hash.h"
#include "text/words.h"

namespace tamis::dedup {
namespace {

bool IsBlank(std::string_view line) {
  for (size_t i = 0; i < line.size();) {
    if (!unicode::IsWhitespace(DecodeUtf8(line, i))) return false;
  }
  return true;
}

std::string_view LineAt(std::string_view text, size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

}  // namespace

bool NextLine(std::string_view text, LineUnit unit, size_t at, LineSpan& line) {
  if (at != 0) ++at;  // behind the line feed
  for (; at < text.size(); ++at) {
    const std::string_view next = LineAt(text, at);
    line = {at, at + next.size()};
    if (!IsBlank(next)) break;
    at = line.end;
  }
  if (at >= text.size()) return false;
  while (unit == LineUnit::kParagraphs && line.end + 1 < text.size()) {
    const std::string_view next = LineAt(text, line.end + 1);
    if (IsBlank(next)) break;
    line.end += 1 + next.size();
  }
  return true;
}

uint64_t LineHasher::Hash(std::string_view line) {
  if (text::CountWords(line) < min_words_) return 0;
  normal_.clear();
  bool gap = false;
  for (size_t i = 0; i < line.size();) {
    const char32_t c = DecodeUtf8(line, i);
    if ((unicode::FlagsOf(c) & (unicode::kLetter | unicode::kMark | unicode::kNumber)) == 0) {
      gap = true;
      continue;
    }
    if (gap && !normal_.empty()) normal_ += ' ';
    gap = false;
    AppendUtf8(unicode::ToLower(c), normal_);
  }
  if (normal_.empty()) return 0;
  return std::max<uint64_t>(HashBytes(normal_).high, 1);
}

}  // namespace tamis::dedup
