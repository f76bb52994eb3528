#include "text/words.h"

#include <gtest/gtest.h>

namespace tamis::text {
namespace {

struct Case {
  const char* rule;
  const char* text;
  uint32_t words;
};

constexpr Case kCases[] = {
    {"empty", "", 0},
    {"spaces only", " \t\n ", 0},
    {"one letter", "a", 1},
    {"ASCII", "The quick brown fox", 4},
    {"punctuation parts words", "don't stop-gap", 4},
    {"digits and underscore", "x_1 2.5", 3},
    {"accents do not part words", "Größe naïve", 2},
    {"no-break space parts",
     "a\xC2\xA0"
     "b",
     2},
    {"soft hyphens do not part",
     "Ver\xC2\xAD"
     "lag",
     1},
    {"typographic quotes", "\u201CHello\u201D \u2014 she", 2},
    {"Cyrillic", "Привет, мир", 2},
    {"Arabic", "مرحبا بالعالم", 2},
    {"Han: one word for two characters", "中文网页", 2},
    {"Han: odd run rounds up", "中文网", 2},
    {"Han stops at punctuation", "中文，网页。", 2},
    {"Han beside Latin", "用C写", 3},
    {"kana", "ひらがな", 2},
    {"Thai", "ภาษาไทย", 4},
    {"Hangul puts spaces", "한국어 웹", 2},
    {"emoji are no words", "ok \U0001F600", 1},
    {"icon fonts are no words", "\uE001 \uF0C9", 0},
    {"currency signs are no words", "\u20AC 5", 1},
    {"broken UTF-8 is no word", "a \xE4\xB8", 1},
};

class CountWordsTest : public testing::TestWithParam<Case> {};

TEST_P(CountWordsTest, Counts) {
  SCOPED_TRACE(GetParam().rule);
  EXPECT_EQ(CountWords(GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(Words, CountWordsTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::text
