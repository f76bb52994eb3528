// The language and script of a text.
//
//   document text -> [text/language] -> row: language, language_score, language_script
//
// Source:  CLD2 (https://github.com/CLD2Owners/cld2), naive Bayes over quadgrams and, for Han
//          and kana, single characters: about 35 us a KB, and as good on paragraphs as anything
//          slower.
// Tested:  language_test.cc.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamis::text {

// Bytes of a text that are looked at: all of it up to this many; of a longer one, half of them
// from the start and half from the middle. CLD2 is right on all of 63 languages at 1.7 KB, and its
// cost grows with the bytes.
inline constexpr size_t kLanguageSampleBytes = 2048;

struct Language {
  std::string code;         // ISO 639-1 where there is one, else 639-3 ("de", "ceb"); empty when
                            // unknown or when the text is too short to tell
  float score = 0;          // 0..1: the share of the text in this language, halved when CLD2
                            // calls its own answer unreliable
  std::string_view script;  // ISO 15924 of most letters ("Latn", "Cyrl", "Jpan", "Hans"); empty
                            // without letters. Static storage
};

// Identifies languages, reusing its memory. The same text gives the same answer; nothing else
// (URL, html@lang) is looked at.
//
// Threads: one identifier per thread.
class LanguageIdentifier {
 public:
  // `utf8` may hold any bytes.
  Language Identify(std::string_view utf8);

 private:
  std::string sample_;
};

}  // namespace tamis::text
