#include "extract/decide/cut.h"

#include <gtest/gtest.h>

namespace tamis::extract {
namespace {

class CutTest : public testing::Test {
 protected:
  // Blocks of `words` each, with these scores.
  Cut Find(std::vector<float> scores, View view, bool article = false, uint32_t words = 20) {
    PageBlocks page;
    page.blocks.resize(scores.size());
    for (PageBlock& block : page.blocks) block.words = words;
    return finder_.Find(page, scores, view, article);
  }
  CutFinder finder_;
};

TEST_F(CutTest, NothingHasNoF1) {
  EXPECT_EQ(Find({}, View::kBalanced).expected_f1, 0);
  EXPECT_EQ(Find({0, 0}, View::kBalanced).expected_f1, 0);
  EXPECT_EQ(Find({0.5f}, View::kBalanced, false, 0).expected_f1, 0);
}

TEST_F(CutTest, ExpectedF1IsThatOfTheBestSet) {
  // {.9}: 2*.9/(1+1.0) = .9; {.9,.1}: 2*1/(2+1) = .67
  EXPECT_NEAR(Find({0.9f, 0.1f}, View::kBalanced).expected_f1, 0.9, 1e-5);
  EXPECT_NEAR(Find({1, 1, 0, 0}, View::kBalanced).expected_f1, 1.0, 1e-5);
}

TEST_F(CutTest, TheCutStaysWithinItsLimits) {
  EXPECT_FLOAT_EQ(Find({0.99f, 0.98f}, View::kBalanced).score, 0.5f);
  EXPECT_FLOAT_EQ(Find({0.05f, 0.05f}, View::kBalanced).score, 0.2f);
  EXPECT_FLOAT_EQ(Find({0.99f, 0.98f}, View::kBalanced, true).score, 0.7f);
}

TEST_F(CutTest, ViewsAreOrdered) {
  const std::vector<std::vector<float>> pages = {
      {0.9f, 0.8f, 0.3f, 0.1f}, {0.4f, 0.4f, 0.4f}, {0.05f}, {0.99f, 0.01f}};
  for (const auto& scores : pages) {
    for (const bool article : {false, true}) {
      const float precise = Find(scores, View::kPrecision, article).score;
      const float balanced = Find(scores, View::kBalanced, article).score;
      const float recall = Find(scores, View::kRecall, article).score;
      EXPECT_GE(precise, balanced);
      EXPECT_GE(balanced, recall);
    }
  }
}

TEST_F(CutTest, LongBlocksWeighMore) {
  PageBlocks page;
  page.blocks.resize(2);
  page.blocks[0].words = 1000;
  page.blocks[1].words = 1;
  EXPECT_NEAR(finder_.Find(page, {0.9f, 0.9f}, View::kBalanced, false).expected_f1,
              2 * 0.9 * 1001 / (1001 + 0.9 * 1001), 1e-4);
}

}  // namespace
}  // namespace tamis::extract
