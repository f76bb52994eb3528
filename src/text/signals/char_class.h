// What a character may do to the word it stands in.
//
// Source: the punctuation, quote, unit and infix rules that spaCy's tokenizers share
//         (https://spacy.io/usage/linguistic-features#how-tokenizer-works), and the two sets of
//         DataTrove's filters: marks that end a sentence (Unicode Sentence_Terminal with three
//         Khmer signs) and symbols that make no word.

#pragma once

#include <array>
#include <cstdint>

namespace tamis::text {

enum CharClass : uint16_t {
  kCharLower = 1 << 0,      // letters without case are both lower and upper
  kCharUpper = 1 << 1,      //
  kCharDigit = 1 << 2,      // 0 to 9
  kCharPrefix = 1 << 3,     // stands apart at the beginning of a word
  kCharSuffix = 1 << 4,     // stands apart at its end
  kCharHyphen = 1 << 5,     // parts two words
  kCharIcon = 1 << 6,       // stands apart anywhere
  kCharCurrency = 1 << 7,   //
  kCharUnspaced = 1 << 8,   // of a script that puts no space between words
  kCharSpace = 1 << 9,      //
  kCharLetter = 1 << 10,    // Unicode L*
  kCharPunct = 1 << 11,     // Unicode P*
  kCharSymbol = 1 << 12,    // makes no word by itself, to DataTrove
  kCharTerminal = 1 << 13,  // ends a sentence
};
inline constexpr uint16_t kCharAlpha = kCharLower | kCharUpper;

// Of U+0000 to U+007F.
extern const std::array<uint16_t, 128> kAsciiCharClasses;

// REQUIRES: c >= 0x80
uint16_t CharClassBeyondAscii(char32_t c);

// Any code point.
inline uint16_t CharClassOf(char32_t c) {
  return c < 0x80 ? kAsciiCharClasses[c] : CharClassBeyondAscii(c);
}

}  // namespace tamis::text
