#include "metadata/fields/compare.h"

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::metadata {

std::string Folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    if (const char a = text[i]; a >= 0) {
      ++i;
      if ((a >= 'a' && a <= 'z') || (a >= '0' && a <= '9')) out.push_back(a);
      if (a >= 'A' && a <= 'Z') out.push_back(static_cast<char>(a + 32));
      continue;
    }
    const char32_t c = DecodeUtf8(text, i);
    if ((unicode::FlagsOf(c) & (unicode::kWord | unicode::kMark)) != 0) {
      AppendUtf8(unicode::ToLower(c), out);
    }
  }
  return out;
}

bool SameLetters(std::string_view a, std::string_view b) {
  const std::string folded = Folded(a);
  return !folded.empty() && folded == Folded(b);
}

}  // namespace tamis::metadata
