#include "metadata/word_lists.h"

#include <string>

#include <gtest/gtest.h>

namespace tamis::metadata {
namespace {

constexpr std::string_view kLists[] = {" one two  tháng", "two three", ""};
constexpr WordLists<CountWordsOf(kLists)> kWords(kLists);

TEST(WordLists, ABitForEachListThatHoldsTheWord) {
  static_assert(CountWordsOf(kLists) == 5);
  EXPECT_EQ(kWords.In("one"), 1u);
  EXPECT_EQ(kWords.In("two"), 3u);
  EXPECT_EQ(kWords.In("three"), 2u);
  EXPECT_EQ(kWords.In("tháng"), 1u);
}

TEST(WordLists, WholeWordsOnly) {
  for (const std::string_view word : {"", " ", "on", "ne", "ones", "one two", "tha"}) {
    EXPECT_EQ(kWords.In(word), 0u) << word;
  }
}

TEST(WordLists, CaseOfAsciiLettersIsNoMatter) {
  EXPECT_EQ(kWords.In("One"), 1u);
  EXPECT_EQ(kWords.In("TWO"), 3u);
  EXPECT_EQ(kWords.In("Th\xC3\xA1ng"), 1u);
  EXPECT_EQ(kWords.In("th\xC3\x81ng"), 0u);  // THÁNG
}

}  // namespace
}  // namespace tamis::metadata
