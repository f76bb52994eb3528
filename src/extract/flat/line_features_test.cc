// Rows of lines: as many columns as names, and some values that can be counted by hand.

#include "extract/flat/line_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace tamis::extract {
namespace {

class LineFeaturesTest : public testing::Test {
 protected:
  // Every word of the page is a learned one that says 1.
  void ReadWithWords(std::string_view page) {
    Read(page);
    std::set<uint32_t> keys;
    for (uint32_t i = 0; i < features_.size(); ++i) {
      keys.insert(features_.WordsOf(i).begin(), features_.WordsOf(i).end());
    }
    std::vector<LearnedWord> words;
    for (const uint32_t key : keys) words.push_back({key, 16});
    features_ = LineFeatures(words);
    Read(page);
  }

  void Read(std::string_view page) {
    cutter_.Cut(page, text_);
    measures_.clear();
    for (const auto& p : text_.paragraphs) measures_.push_back(MeasureText(text_.Text(p)));
    uint32_t title = LineJudge::kNoLine;
    judge_.Judge(text_, measures_, decisions_, title);
    features_.Read(text_, measures_, judge_, decisions_, title);
  }

  float Get(uint32_t line, std::string_view name) {
    const std::vector<std::string> names = LineColumnNames();
    const auto at = std::find(names.begin(), names.end(), name);
    LineRow row;
    features_.Compute(line, row);
    EXPECT_EQ(row.size(), names.size());
    EXPECT_NE(at, names.end()) << name;
    return row[static_cast<size_t>(at - names.begin())];
  }

  ParagraphCutter cutter_;
  FlatText text_;
  std::vector<TextMeasure> measures_;
  LineJudge judge_;
  std::vector<Decision> decisions_;
  LineFeatures features_{std::span<const LearnedWord>()};
};

constexpr char kPage[] =
    "Home\nNews 2026\n"
    "The harbour council voted on Tuesday to build a second bridge over the old lock.\n"
    "Home\n";

struct ValueCase {
  uint32_t line;
  const char* column;
  float value;
};

TEST_F(LineFeaturesTest, CountsLinesAndTheirNeighbours) {
  Read(kPage);
  const ValueCase cases[] = {
      {1, "words", 2},        {1, "capitals", 0.5f},    {1, "numbers", 0.5f},
      {2, "words", 15},       {2, "ends", 1},           {2, "sentences", 1},
      {2, "words_before", 3}, {2, "words_after", 1},    {0, "same_text", 2},
      {3, "seen", 1},         {0, "seen", 0},           {2, "rule_prose", 1},
      {1, "next_words", 15},  {2, "previous_words", 2}, {0, "previous_words", -1},
      {3, "next_words", -1},  {1, "near1_words", 18},   {3, "ahead8_words", 1},
      {3, "since_prose", 0},  {0, "until_prose", 3},    {0, "page_lines", 4},
      {0, "page_words", 19},  {0, "page_prose", 15},    {2, "run_length", 0},
      {0, "first", 2},        {2, "prose_left", 0},     {3, "prose_left", 15},
      {2, "odds", 0},         {2, "odds_sum", 0},       {2, "core0_in", 1},
  };
  for (const ValueCase& c : cases) {
    EXPECT_FLOAT_EQ(Get(c.line, c.column), c.value) << c.line << " " << c.column;
  }
}

TEST_F(LineFeaturesTest, LearnedWordsSpeakForTheirLineAndItsNeighbours) {
  ReadWithWords(kPage);
  const float root = std::sqrt(15.0f);
  const ValueCase cases[] = {
      {2, "odds", 15 / root},
      {2, "odds_sum", 15},
      {2, "odds_low", 0},
      {2, "odds_high", 1},
      {3, "previous_odds", root},
      {3, "odds", 1},
      {3, "near1_odds", (15 + 1) / (root + 1)},
  };
  for (const ValueCase& c : cases) {
    EXPECT_FLOAT_EQ(Get(c.line, c.column), c.value) << c.line << " " << c.column;
  }
}

TEST_F(LineFeaturesTest, CardsOfAListRepeat) {
  std::string page;
  for (int i = 0; i < 8; ++i) page += "Blue lamp of glass\n12.50\nadd to basket\n";
  Read(page);
  EXPECT_FLOAT_EQ(Get(12, "period"), 1);
  EXPECT_GE(Get(12, "shape_near"), 8);
}

TEST_F(LineFeaturesTest, EveryValueIsANumber) {
  for (const std::string_view page : {"", "a", "\xFF\xFE", "1\n2\n3", "\u3002\n\u3002", "| | |"}) {
    Read(page);
    LineRow row;
    for (uint32_t i = 0; i < features_.size(); ++i) {
      features_.Compute(i, row);
      EXPECT_EQ(row.size(), LineColumnNames().size());
      for (const float value : row) EXPECT_TRUE(std::isfinite(value));
    }
  }
}

}  // namespace
}  // namespace tamis::extract
