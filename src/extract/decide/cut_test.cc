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
  EXPECT_NEAR(Find({1, 1, 0, 0}, View::kBalanced).expected_f1, 1.0, 1e-5);
  // Keeping one block of p = .5: apart 2*.5/(1+.5), together it is right for half of the chances.
  EXPECT_NEAR(Find({0.5f}, View::kBalanced).expected_f1, 0.2 * 2 / 3 + 0.8 * 0.5, 1e-5);
}

// Two sure blocks and twenty that are in or out together at p = .4: apart they would be taken.
TEST_F(CutTest, WhatGoesTogetherIsNotTakenByHalves) {
  std::vector<float> scores(22, 0.4f);
  scores[0] = scores[1] = 0.95f;
  EXPECT_FLOAT_EQ(Find(scores, View::kBalanced).score, 0.95f);
}

TEST_F(CutTest, TheCutStaysWithinItsLimits) {
  EXPECT_FLOAT_EQ(Find({0.05f, 0.05f}, View::kBalanced).score, 0.12f);
  EXPECT_FLOAT_EQ(Find({0.05f, 0.05f}, View::kBalanced, true).score, 0.2f);
  EXPECT_FLOAT_EQ(Find({0.99f, 0.98f}, View::kBalanced, true).score, 0.75f);
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
  EXPECT_GT(finder_.Find(page, {0.9f, 0.3f}, View::kBalanced, false).expected_f1,
            finder_.Find(page, {0.3f, 0.9f}, View::kBalanced, false).expected_f1);
}

}  // namespace
}  // namespace tamis::extract
