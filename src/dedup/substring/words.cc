#include "dedup/substring/words.h"

#include <array>
#include <cstdint>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::dedup {
namespace {

enum ByteClass : uint8_t { kPlain, kAsciiSpace, kNotAscii };

constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> table{};
  for (size_t c = '\t'; c <= '\r'; ++c) table[c] = kAsciiSpace;
  table[static_cast<size_t>(' ')] = kAsciiSpace;
  for (size_t c = 0x80; c < 256; ++c) table[c] = kNotAscii;
  return table;
}
constexpr std::array<ByteClass, 256> kByteClass = MakeByteClasses();

ByteClass ClassOf(char c) { return kByteClass[static_cast<unsigned char>(c)]; }

// U+4000 to U+9FFF: the Han characters of nearly all text, among which are no marks.
bool StartsCommonHan(char c) {
  return (static_cast<unsigned char>(c) & 0xFE) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
}

size_t SkipMarks(std::string_view text, size_t at) {
  while (at < text.size() && ClassOf(text[at]) == kNotAscii && !StartsCommonHan(text[at])) {
    size_t next = at;
    if (!unicode::IsMark(DecodeUtf8(text, next))) break;
    at = next;
  }
  return at;
}

size_t SkipSpace(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at + 1;
    const ByteClass kind = ClassOf(text[at]);
    if (kind == kPlain) break;
    if (kind == kNotAscii) {
      next = at;
      if (!unicode::IsWhitespace(DecodeUtf8(text, next))) break;
    }
    at = next;
  }
  return at;
}

}  // namespace

bool NextWord(std::string_view text, size_t at, WordSpan& word) {
  at = SkipSpace(text, at);
  if (at >= text.size()) return false;
  word.begin = at;
  for (;;) {
    while (at < text.size() && ClassOf(text[at]) == kPlain) ++at;
    if (at == text.size() || ClassOf(text[at]) == kAsciiSpace) break;
    size_t next = at;
    const uint16_t flags = unicode::FlagsOf(DecodeUtf8(text, next));
    if ((flags & unicode::kSpace) != 0) break;
    if ((flags & unicode::kUnspaced) != 0) {
      // Ends the word before, or is one itself; a mark stays with what it stands on.
      if ((flags & unicode::kMark) == 0 && at != word.begin) break;
      if (at == word.begin) {
        at = SkipMarks(text, next);
        break;
      }
    }
    at = next;
  }
  word.end = at;
  return true;
}

}  // namespace tamis::dedup
