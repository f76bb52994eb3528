// Words of a run of characters without white space: "(don't" is "(", "do", "n't".
//
// The idea: marks are peeled off both ends one by one, an address stays whole, the rest parts at
// hyphens, slashes and commas between letters. Scripts that put no spaces between words give two
// characters a word, from the first character of a run on, so that a sentence that stands twice
// gives the same words twice.
// The catch: plain words never come here (signals.cc); what does is a tenth of a page.
//
// Source:  the rules of spaCy's English tokenizer, which DataTrove counts words with; docs/
//          signals.md says where the two differ.
// Tested:  word_splitter_test.cc; fuzzed by fuzz/signals.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tamis::text {

struct Word {
  std::string_view bytes;   // into what was split
  uint32_t characters = 0;  //
  bool alpha = false;       // holds a letter
  bool symbol = false;      // of punctuation and symbols alone
  bool punct = false;       // of punctuation alone, in the sense of Unicode
  bool terminal = false;    // one character that ends a sentence
};

// Whether a word keeps the full stop that it ends with: "Mr.", "e.g.", any "a."
bool IsAbbreviation(std::string_view word);
// Whether letters stand apart behind a number: "km", "GB".
bool IsUnit(std::string_view letters);

// Keeps its memory. Threads: one a thread.
class WordSplitter {
 public:
  // `utf8`: any bytes. Words in order; valid until the next call. White space parts words and is
  // in none.
  std::span<const Word> Split(std::string_view utf8);
  // Whether the text that was split last may hold '#', "..." or an ellipsis.
  bool may_hold_marks() const { return has_dot_ || has_hash_ || has_ellipsis_; }

 private:
  struct Char {
    uint32_t begin;  // byte in text_
    uint16_t kind;   // CharClass
    bool dot;        // '.'
    char ascii;      // 0 beyond ASCII
  };

  void SplitRun(size_t low, size_t high);
  size_t PrefixEnd(size_t low, size_t high) const;
  size_t SuffixBegin(size_t low, size_t high) const;
  bool FullStopStandsApart(size_t low, size_t at) const;
  size_t LetterSuffixBegin(size_t low, size_t high) const;
  bool IsWhole(size_t low, size_t high) const;
  bool IsAddress(size_t low, size_t high) const;
  void SplitInside(size_t low, size_t high);
  size_t InfixEnd(size_t low, size_t at, size_t high) const;
  void Emit(size_t low, size_t high);
  std::string_view Bytes(size_t low, size_t high) const;

  std::string_view text_;
  bool has_dot_ = false;  // the text holds '.'; the others likewise
  bool has_colon_ = false;
  bool has_hash_ = false;
  bool has_ellipsis_ = false;  // U+2026
  std::vector<Char> chars_;    // one more than characters
  std::vector<Word> words_;
  std::vector<size_t> suffixes_;  // where they begin, the last first
};

}  // namespace tamis::text
