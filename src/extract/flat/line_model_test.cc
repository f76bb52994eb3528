// The forest and the features belong together, and the cut keeps the best set.

#include "extract/flat/line_model.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::extract {
namespace {

TEST(LineModelTest, ForestWasFittedOnTheseColumns) {
  uint32_t hash = 0x811C9DC5;
  for (const std::string& name : LineColumnNames()) {
    for (const char c : name + "\n") {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    }
  }
  EXPECT_EQ(hash, LineForestColumns()) << "the columns changed: run training/fit_flat.py";
  EXPECT_EQ(LineForest().columns, LineColumnNames().size());
}

struct CutCase {
  const char* name;
  std::vector<float> chances;
  std::vector<uint32_t> words;
  View view;
  float score;
};

TEST(LineModelTest, CutsWhereTheExpectedF1IsHighest) {
  const CutCase cases[] = {
      {"no lines", {}, {}, View::kBalanced, 2},
      {"hopeless", {0.05f, 0.09f}, {10, 10}, View::kBalanced, 2},
      // 2 * 9 / (10 + 10) = .9; with the second line 2 * 10 / (20 + 10) = .67
      {"the second line costs more than it gives", {0.9f, 0.1f}, {10, 10}, View::kBalanced, 0.9f},
      // 2 * 9 / (10 + 14.5) = .73; with the second line 2 * 14.5 / (20 + 14.5) = .84
      {"the second line is worth it", {0.9f, 0.55f}, {10, 10}, View::kBalanced, 0.55f},
      {"a long line weighs more", {0.9f, 0.5f}, {1, 100}, View::kBalanced, 0.5f},
      {"the precise view asks for more", {0.9f, 0.5f}, {10, 10}, View::kPrecision, 0.6f},
      {"the wide view takes what has a chance", {0.9f, 0.2f}, {10, 10}, View::kRecall, 0.12f},
  };
  LineModel model;
  for (const CutCase& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_FLOAT_EQ(model.FindCut(c.chances, c.words, c.view).score, c.score);
  }
}

// Two halves of a page that are in or out together: the best of both worlds is not their mean.
TEST(LineModelTest, LinesThatGoTogetherAreKeptOrLeftTogether) {
  LineModel model;
  std::vector<float> chances(20, 0.8f);
  chances.insert(chances.end(), 20, 0.3f);
  const std::vector<uint32_t> words(40, 10);
  const LineCut cut = model.FindCut(chances, words, View::kBalanced);
  EXPECT_FLOAT_EQ(cut.score, 0.8f);
  // Apart 320 / 420. Together: .67 for the 7 values of u below .3, 1 for the 12 below .8, else 0.
  EXPECT_NEAR(cut.expected_f1, 0.4 * 2 * 160 / (200 + 220) + 0.6 * (7 * 2 / 3.0 + 12) / 24, 1e-3);
}

TEST(LineModelTest, ExpectedF1IsThatOfTheBalancedCut) {
  LineModel model;
  const std::vector<float> chances = {0.9f, 0.1f};
  const std::vector<uint32_t> words = {10, 10};
  const float balanced = model.FindCut(chances, words, View::kBalanced).expected_f1;
  EXPECT_GT(balanced, 0.85f);
  EXPECT_LT(balanced, 0.95f);
  EXPECT_EQ(model.FindCut(chances, words, View::kRecall).expected_f1, balanced);
}

}  // namespace
}  // namespace tamis::extract
