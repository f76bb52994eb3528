// The language and script of a text.
//
//   document text -> [text/language] -> row: language, language_score, language_script
//
// The idea: CLD2 reads the text. Where it is silent, a script that one language alone is written
// in answers; between languages that text of a page's length does not tell apart (Malay and
// Indonesian, Bosnian and Croatian), the page's own declaration does, and nowhere else.
//
// Source:  CLD2 (https://github.com/CLD2Owners/cld2), naive Bayes over quadgrams and, for Han
//          and kana, single characters: about 45 us a KB with the tables of 160 languages, and as
//          good on paragraphs as anything slower. Measured in docs/language.md.
// Tested:  language_test.cc; bench/language/run.py.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/document.h"

namespace tamis::text {

// Bytes of a text that are looked at: all of it up to this many; of a longer one, as many in
// slices spread evenly over it, so that their shares are those of its blocks. The cost grows with
// the bytes; what the cap costs, and the number of slices: docs/language.md.
inline constexpr size_t kLanguageSampleBytes = 768;
inline constexpr size_t kLanguageSlices = 12;

struct Language {
  std::string code;  // ISO 639-1 where there is one, else 639-3 ("de", "ceb"); empty when
                     // unknown or when the text is too short to tell
  float score = 0;   // 0..1: the share of the text in this language, halved when CLD2
                     // calls its own answer unreliable, or when the script alone gave it
  std::vector<LanguageShare> shares;  // up to three languages, the largest share first
  std::string_view script;  // ISO 15924 of most letters ("Latn", "Cyrl", "Jpan", "Hans"); empty
                            // without letters. Static storage
};

// Identifies languages, reusing its memory. The same text and declaration give the same answer.
//
// Threads: one identifier per thread.
class LanguageIdentifier {
 public:
  // `utf8` may hold any bytes. `declared`: html@lang, empty when the page has none.
  Language Identify(std::string_view utf8, std::string_view declared = {});

 private:
  std::string sample_;
};

}  // namespace tamis::text
