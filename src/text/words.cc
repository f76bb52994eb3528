#include "text/words.h"

#include <array>
#include <cstddef>

#include "base/unicode/utf8.h"

namespace tamis::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  CharClass char_class;
};

// Beyond Latin-1; what is in no range is a letter. Sorted.
constexpr Range kRanges[] = {
    {0x0E00, 0x0EFF, CharClass::kDense},   // Thai, Lao
    {0x1000, 0x109F, CharClass::kDense},   // Burmese
    {0x1680, 0x1680, CharClass::kOther},   // Ogham space
    {0x1780, 0x17FF, CharClass::kDense},   // Khmer
    {0x2000, 0x206F, CharClass::kOther},   // General Punctuation
    {0x20A0, 0x20CF, CharClass::kOther},   // Currency Symbols
    {0x2190, 0x245F, CharClass::kOther},   // Arrows .. Optical Character Recognition
    {0x2500, 0x2BFF, CharClass::kOther},   // Box Drawing .. Miscellaneous Symbols and Arrows
    {0x2E00, 0x2E7F, CharClass::kOther},   // Supplemental Punctuation
    {0x2E80, 0x2FFF, CharClass::kDense},   // CJK radicals
    {0x3000, 0x3004, CharClass::kOther},   // CJK punctuation
    {0x3005, 0x3007, CharClass::kDense},
    {0x3008, 0x3020, CharClass::kOther},
    {0x3021, 0x302F, CharClass::kDense},
    {0x3030, 0x3030, CharClass::kOther},
    {0x3031, 0x30FA, CharClass::kDense},   // kana
    {0x30FB, 0x30FB, CharClass::kOther},   // katakana middle dot
    {0x30FC, 0x312F, CharClass::kDense},
    {0x3190, 0x9FFF, CharClass::kDense},   // CJK
    {0xD800, 0xF8FF, CharClass::kOther},   // surrogates, private use (icon fonts)
    {0xF900, 0xFAFF, CharClass::kDense},   // CJK compatibility
    {0xFE10, 0xFE1F, CharClass::kOther},   // vertical forms
    {0xFE30, 0xFE6F, CharClass::kOther},   // CJK compatibility forms
    {0xFEFF, 0xFEFF, CharClass::kOther},
    {0xFF00, 0xFF0F, CharClass::kOther},   // full-width punctuation
    {0xFF1A, 0xFF20, CharClass::kOther},
    {0xFF3B, 0xFF40, CharClass::kOther},
    {0xFF5B, 0xFF65, CharClass::kOther},
    {0xFF66, 0xFF9F, CharClass::kDense},   // half-width katakana
    {0xFFE0, 0xFFFF, CharClass::kOther},
    {0x1F000, 0x1FAFF, CharClass::kOther},  // emoji and other pictures
    {0x20000, 0x3FFFF, CharClass::kDense},  // CJK extensions
    {0xE0000, 0x10FFFF, CharClass::kOther},
};

constexpr std::array<bool, 256> MakeAsciiLetters() {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<size_t>(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<size_t>(c)] = true;
  table['_'] = true;
  return table;
}
constexpr std::array<bool, 256> kAsciiLetter = MakeAsciiLetters();

}  // namespace

CharClass ClassOf(char32_t c) {
  if (c < 0x80) return kAsciiLetter[c] ? CharClass::kLetter : CharClass::kOther;
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? CharClass::kLetter : CharClass::kOther;
  if (c == 0xD7 || c == 0xF7) return CharClass::kOther;
  if (c < kRanges[0].first) return CharClass::kLetter;
  size_t low = 0;
  size_t high = std::size(kRanges);
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (c > kRanges[middle].last) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < std::size(kRanges) && c >= kRanges[low].first) return kRanges[low].char_class;
  return CharClass::kLetter;
}

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  uint32_t dense = 0;  // characters of dense scripts in the present run
  bool in_word = false;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    CharClass kind;
    if (byte < 0x80) {
      kind = kAsciiLetter[byte] ? CharClass::kLetter : CharClass::kOther;
      ++i;
    } else {
      kind = ClassOf(DecodeUtf8(text, i));
    }
    if (kind != CharClass::kDense) {
      words += (dense + 1) / 2;
      dense = 0;
    }
    words += kind == CharClass::kLetter && !in_word;
    in_word = kind == CharClass::kLetter;
    dense += kind == CharClass::kDense;
  }
  return words + (dense + 1) / 2;
}

}  // namespace tamis::text
