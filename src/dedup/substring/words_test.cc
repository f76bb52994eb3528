#include "dedup/substring/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::dedup {
namespace {

TEST(Words, Of) {
  struct Case {
    const char* text;
    std::vector<std::string> words;
  };
  const Case kCases[] = {
      {"", {}},
      {" \t\n", {}},
      {"It's 3.5 km, he said.", {"It's", "3.5", "km,", "he", "said."}},
      {"a\u00A0b\u2003c\u3000d\u2028e", {"a", "b", "c", "d", "e"}},
      {"naïve Straße Привет", {"naïve", "Straße", "Привет"}},
      {"我们用C++写。", {"我", "们", "用", "C++", "写", "。"}},
      {"ที่นี่", {"ที่", "นี่"}},
      {"葛\U000E0100城", {"葛\U000E0100", "城"}},
      {"한국어 문장", {"한국어", "문장"}},
      {"👩‍👩‍👧 ok", {"👩‍👩‍👧", "ok"}},
      {"\xff\xfe \xe4\xb8", {"\xff\xfe", "\xe4\xb8"}},
  };
  for (const Case& c : kCases) {
    const std::string text = c.text;
    std::vector<std::string> words;
    for (WordSpan word; NextWord(text, word.end, word);) {
      words.push_back(text.substr(word.begin, word.end - word.begin));
    }
    EXPECT_EQ(words, c.words) << text;
  }
}

}  // namespace
}  // namespace tamis::dedup
