// Quality signals of a document's text under their published names, and the filters made of them.
//
// Source:  Gopher, https://arxiv.org/abs/2112.11446 (appendix A.1.1); C4,
//          https://jmlr.org/papers/v21/20-074.html (section 2.2); FineWeb,
//          https://arxiv.org/abs/2406.17557 (section 3.6). Where the papers leave room, what
//          DataTrove does; docs/signals.md has every definition and how far values agree.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tamis {

// Ratios are 0 to 1 unless said otherwise. A `reason` is what the filter of that name would write
// as `filter_reason`; empty when the text passes. Static storage.

struct GopherQuality {
  uint32_t words = 0;             // words that are not only punctuation
  float mean_word_length = 0;     // of those, in characters
  float hash_word_ratio = 0;      // '#' per word, punctuation counted as words; may exceed 1
  float ellipsis_word_ratio = 0;  // "..." and U+2026 per word; may exceed 1
  float bullet_lines_ratio = 0;   // lines that begin with '-' or a bullet; empty lines count
  float ellipsis_lines_ratio = 0;
  float alpha_words_ratio = 0;  // words with a letter
  int32_t stop_words = -1;      // different ones, of the language's eight; -1: no list for it
  std::string_view reason = {};
};

struct GopherRepetition {
  float dup_para_frac = 0;
  float dup_para_char_frac = 0;
  float dup_line_frac = 0;
  float dup_line_char_frac = 0;
  std::array<float, 3> top_n_gram = {};  // n = 2, 3, 4: share of characters in the commonest
  std::array<float, 6> duplicated_n_grams = {};  // n = 5 to 10
  std::string_view reason = {};
};

struct C4Quality {
  uint32_t lines_kept = 0;  // lines that C4 would keep; the text itself is never cut
  uint32_t sentences = 0;   // in those
  bool lorem_ipsum = false;
  bool curly_bracket = false;
  std::string_view reason = {};
};

struct FineWebQuality {
  float line_punct_ratio = 0;  // lines that end a sentence
  float short_line_ratio = 0;  // lines of at most 30 characters
  float char_dup_ratio = 0;    // characters in repeated lines
  float list_ratio = 0;        // line ends per word; may exceed 1
  std::string_view reason = {};
};

struct QualitySignals {
  uint32_t characters = 0;  // code points of the text
  uint32_t lines = 0;       // with text; empty ones do not count
  uint32_t words = 0;       // punctuation marks count
  GopherQuality gopher_quality;
  GopherRepetition gopher_repetition;
  C4Quality c4;
  FineWebQuality fineweb;
};

}  // namespace tamis
