#include "text/signals/word_splitter.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::text {
namespace {

struct Case {
  const char* rule;
  const char* text;
  const char* words;  // with '|' between
};

constexpr Case kCases[] = {
    {"nothing", "", ""},
    {"marks at both ends", "(“word”),", "(|“|word|”|)|,"},
    {"full stop", "end.", "end|."},
    {"capitals keep theirs", "U.S. D.C.", "U.S.|D.C."},
    {"a word of capitals does not", "NASA.", "NASA|."},
    {"abbreviations", "Dr. e.g. vs.", "Dr.|e.g.|vs."},
    {"initials", "J. b.", "J.|b."},
    {"dots", "so...on wait.. …", "so|...|on|wait|..|…"},
    {"contractions", "don't I'm he’ll they've we'd dog's",
     "do|n't|I|'m|he|’ll|they|'ve|we|'d|dog|'s"},
    {"plural possessive", "dogs'", "dogs|'"},
    {"an apostrophe inside", "o'clock l'homme", "o'clock|l'homme"},
    {"hyphens", "well-known 2-year A–Z pre--war", "well|-|known|2|-|year|A|–|Z|pre|--|war"},
    {"hyphen at an end", "pre- -ed", "pre-|-ed"},
    {"slashes and colons", "and/or 10:30 a:b", "and|/|or|10:30|a|:|b"},
    {"commas", "a,b 1,000", "a|,|b|1,000"},
    {"stop between sentences", "end.Next 3.5", "end|.|Next|3.5"},
    {"addresses", "https://example.org/a-b?c=d, ann-b@example.org. example.org/a-b",
     "https://example.org/a-b?c=d|,|ann-b@example.org|.|example.org/a-b"},
    {"money and units", "$5 5€ 10kg 5% 7pm 3D", "$|5|5|€|10|kg|5|%|7|pm|3D"},
    {"range of numbers", "3-4 3+4 +49", "3|-|4|3|+|4|+49"},
    {"icons", "ok✓ 😀😀", "ok|✓|😀|😀"},
    {"Han by twos", "中文网页。", "中文|网页|。"},
    {"Han, odd", "中文网", "中文|网"},
    {"no-break space", "a\u00A0b", "a|b"},
    {"Cyrillic", "Привет, мир!", "Привет|,|мир|!"},
    {"Devanagari with marks", "हिन्दी।", "हिन्दी|।"},
    {"broken UTF-8 is U+FFFD, an icon", "a\xFF z", "a|\xFF|z"},
};

class WordSplitterTest : public testing::TestWithParam<Case> {};

TEST_P(WordSplitterTest, Splits) {
  WordSplitter splitter;
  std::string words;
  for (const Word& word : splitter.Split(GetParam().text)) {
    if (!words.empty()) words += '|';
    words.append(word.bytes);
  }
  EXPECT_EQ(words, GetParam().words) << GetParam().rule;
}

INSTANTIATE_TEST_SUITE_P(Words, WordSplitterTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::text
