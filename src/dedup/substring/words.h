// The words that repeated text is measured and cut in.
//
// A word is what stands between white space, punctuation and all; in scripts that write no spaces
// (Han, kana, Thai, Lao, Khmer, Burmese) it is a single character with the marks on it. Bytes that
// are not UTF-8 belong to the word around them. A word thus begins and ends between characters.
//
// Tested: words_test.cc.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>

namespace tamis::dedup {

// A half-open range of bytes.
struct WordSpan {
  size_t begin = 0;
  size_t end = 0;
};

// Finds the first word that begins at `at` or behind it; false when there is none.
// REQUIRES: `at` is no place inside a word. The end of the word before always is one that is not.
bool NextWord(std::string_view text, size_t at, WordSpan& word);

// How much a white space parts what stands on its sides: of two the one that parts more stays when
// what stands between them is cut.
inline auto StrengthOf(std::string_view white) {
  return std::tuple(std::count(white.begin(), white.end(), '\n'), white.size());
}

}  // namespace tamis::dedup
