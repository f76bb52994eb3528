// Fuzz: any bytes as a text
//   (a) give ratios between 0 and 1 where they must be, and counts that fit one another;
//   (b) give the same signals when the reader has read something else before;
//   (c) are split into words that lie in the text, in order, without white space.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "text/signals/signals.h"
#include "text/signals/word_splitter.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/signals: %s\n", what);
  std::abort();
}

bool IsShare(float value) { return value >= 0 && value <= 1; }

void Check(const tamis::QualitySignals& s, size_t bytes) {
  Require(s.characters <= bytes && s.words <= bytes, "more words than bytes");
  Require(s.gopher_quality.words <= s.words, "more real words than words");
  Require(s.c4.lines_kept <= s.lines && s.c4.sentences <= s.words,
          "more lines kept than there are");
  const tamis::GopherRepetition& r = s.gopher_repetition;
  for (const float share :
       {r.dup_para_frac, r.dup_line_frac, r.dup_line_char_frac, r.dup_para_char_frac,
        s.gopher_quality.bullet_lines_ratio, s.gopher_quality.ellipsis_lines_ratio,
        s.gopher_quality.alpha_words_ratio, s.fineweb.line_punct_ratio,
        s.fineweb.short_line_ratio}) {
    Require(IsShare(share), "a share beyond 0 and 1");
  }
  for (const float share : r.duplicated_n_grams) Require(IsShare(share), "repeated beyond 1");
  Require(s.gopher_quality.stop_words <= 8, "too many stop words");
}

void CheckWords(std::string_view text) {
  tamis::text::WordSplitter splitter;
  const char* at = text.data();
  for (const tamis::text::Word& word : splitter.Split(text)) {
    Require(!word.bytes.empty() && word.characters <= word.bytes.size(), "an empty word");
    Require(word.bytes.data() >= at, "words overlap");
    at = word.bytes.data() + word.bytes.size();
    Require(at <= text.data() + text.size(), "a word beyond the text");
    Require(word.bytes.find_first_of(" \n\t") == std::string_view::npos, "white space in a word");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const auto copy = std::make_unique<char[]>(size);
  if (size != 0) std::memcpy(copy.get(), data, size);
  const std::string_view text(copy.get(), size);
  static tamis::text::SignalReader used;
  tamis::text::SignalReader fresh;
  const tamis::QualitySignals a = used.Read(text, size % 2 == 0 ? "en" : "de");
  const tamis::QualitySignals b = fresh.Read(text, size % 2 == 0 ? "en" : "de");
  Check(a, size);
  Require(a.words == b.words && a.gopher_quality.stop_words == b.gopher_quality.stop_words &&
              a.gopher_repetition.top_n_gram == b.gopher_repetition.top_n_gram &&
              a.gopher_repetition.dup_line_char_frac == b.gopher_repetition.dup_line_char_frac &&
              a.c4.reason == b.c4.reason,
          "what was read before changed the signals");
  CheckWords(text);
  return 0;
}
