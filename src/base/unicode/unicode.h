// Properties of code points: letter, digit, punctuation, white space, case, scripts that write
// no spaces. Every question is two loads from tables of about 40 KB; ASCII is one.
//
// Source: Unicode Character Database through Python's unicodedata (tools/gen/unicode_tables.py);
//         unicode_table.cc names the version. Values above U+10FFFF have no property.

#pragma once

#include <cstdint>

namespace tamis::unicode {

enum Flag : uint16_t {
  kLetter = 1 << 0,       // general category L*
  kMark = 1 << 1,         // M*: accents, vowel signs
  kDigit = 1 << 2,        // Nd
  kNumber = 1 << 3,       // N*
  kPunctuation = 1 << 4,  // P*
  kSymbol = 1 << 5,       // S*: currency, mathematics, emoji
  kSpace = 1 << 6,        // White_Space
  kUpper = 1 << 7,        // Lu
  kLower = 1 << 8,        // Ll
  kWord = 1 << 9,         // letters, numbers, underscore: \w of Python's re
  kUnspaced = 1 << 10,    // letters and marks of scripts that put no space between words
};

namespace internal {

struct Record {
  int32_t lower_delta;
  uint16_t flags;
};
extern const uint8_t kStage1[];
extern const uint8_t kStage2[];
extern const Record kRecords[];

inline const Record& RecordOf(char32_t c) {
  if (c < 0x80) return kRecords[kStage2[c]];
  if (c > 0x10FFFF) c = 0x10FFFF;  // unassigned
  return kRecords[kStage2[kStage1[c >> 7] * 128u + (c & 127)]];
}

}  // namespace internal

// All flags at once, for callers that ask several questions of one character.
inline uint16_t FlagsOf(char32_t c) { return internal::RecordOf(c).flags; }

inline bool IsLetter(char32_t c) { return (FlagsOf(c) & kLetter) != 0; }
inline bool IsMark(char32_t c) { return (FlagsOf(c) & kMark) != 0; }
inline bool IsDigit(char32_t c) { return (FlagsOf(c) & kDigit) != 0; }
inline bool IsPunctuation(char32_t c) { return (FlagsOf(c) & kPunctuation) != 0; }
inline bool IsSymbol(char32_t c) { return (FlagsOf(c) & kSymbol) != 0; }
inline bool IsWhitespace(char32_t c) { return (FlagsOf(c) & kSpace) != 0; }
inline bool IsUpper(char32_t c) { return (FlagsOf(c) & kUpper) != 0; }
inline bool IsLower(char32_t c) { return (FlagsOf(c) & kLower) != 0; }
// Marks are no word characters, as in Python: Hindi words part at vowel signs.
inline bool IsWordCharacter(char32_t c) { return (FlagsOf(c) & kWord) != 0; }
// Han, kana, bopomofo, Thai, Lao, Khmer, Burmese, Tibetan. Not Hangul, which is spaced.
inline bool IsUnspacedScript(char32_t c) { return (FlagsOf(c) & kUnspaced) != 0; }

// The simple lower case: one character to one character (U+0130 gives 'i').
inline char32_t ToLower(char32_t c) {
  return static_cast<char32_t>(static_cast<int32_t>(c) + internal::RecordOf(c).lower_delta);
}

}  // namespace tamis::unicode
