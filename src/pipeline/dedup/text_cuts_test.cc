#include "pipeline/dedup/text_cuts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::pipeline {
namespace {

TEST(TextCuts, Text) {
  struct Case {
    const char* text;
    std::vector<TextCut> cuts;
    const char* left;
  };
  const Case kCases[] = {
      {"a b c", {}, "a b c"},
      {"a b c", {{2, 3}}, "a c"},
      {"a b c", {{2, 4}}, "a c"},
      {"a b c", {{1, 4}}, "a c"},
      {"a b c", {{0, 5}}, ""},
      {"a b c", {{0, 1}}, "b c"},
      {"a b c", {{4, 5}}, "a b"},
      {"a b c", {{0, 1}, {2, 3}}, "c"},
      {"a b c d", {{4, 5}, {2, 3}}, "a d"},
      {"abcdef", {{1, 3}, {2, 4}}, "aef"},
      {"a\nb\nc", {{2, 3}}, "a\nc"},
      {"a\nb\n\nc", {{2, 3}}, "a\n\nc"},
      {"a\n\nb\nc", {{3, 4}}, "a\n\nc"},
      {"a\n\nb\n\nc", {{3, 4}}, "a\n\nc"},
      {"a\nb\n\nc\nd", {{2, 3}, {5, 6}}, "a\n\nd"},
      {"中 文 字", {{4, 7}}, "中 字"},
      {"a  b", {{1, 3}}, "a  b"},
  };
  CutText cut;
  for (const Case& c : kCases) {
    cut.Cut(c.text, c.cuts);
    EXPECT_EQ(cut.text(), c.left) << c.text;
  }
}

TEST(TextCuts, PlacesGoWithTheText) {
  const std::string text = "one two\n\nthree four\n\nfive six";
  CutText cut;
  cut.Cut(text, std::vector<TextCut>{{4, 7}, {9, 14}});
  EXPECT_EQ(cut.text(), "one\n\nfour\n\nfive six");
  for (const char* word : {"one", "four", "five", "six"}) {
    EXPECT_EQ(cut.PlaceOf(text.find(word)), cut.text().find(word)) << word;
  }
  EXPECT_EQ(cut.PlaceOf(text.size()), cut.text().size());
  EXPECT_EQ(cut.PlaceOf(5), cut.PlaceOf(6));  // gone
}

TEST(TextCuts, RangesInJson) {
  CutText cut;
  cut.Cut("ab cd ef", std::vector<TextCut>{{0, 2}});
  std::string out;
  AppendMoved(R"([{"text_start": 3,"text_end":8,"start":3,"t":"text_start","u":"\"text_end\":8"},)"
              R"({"text_start":null,"a":[{"text_end" : 5}]}])",
              cut, out);
  EXPECT_EQ(out,
            R"([{"text_start": 0,"text_end":5,"start":3,"t":"text_start","u":"\"text_end\":8"},)"
            R"({"text_start":null,"a":[{"text_end" : 2}]}])");
}

}  // namespace
}  // namespace tamis::pipeline
