// Counts words without looking up any table: good enough to weigh text in every script.
//
// A word is a run of letters, digits and marks, as \w+ is elsewhere. Scripts written without
// spaces (Han, kana, Thai, Lao, Khmer, Burmese) count one word for every two characters, so that a
// paragraph weighs about the same in every language. Which code points are letters is told by
// ranges, not by the Unicode database: beyond ASCII all but known punctuation, symbols and spaces.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::text {

// `text` is UTF-8; broken sequences count as letters.
uint32_t CountWords(std::string_view text);

// What a code point is to the counter.
enum class CharClass : uint8_t {
  kOther,   // spaces, punctuation, symbols
  kLetter,  // of a script that puts spaces between words; digits; marks
  kDense,   // of a script that does not
};
CharClass ClassOf(char32_t c);

}  // namespace tamis::text
