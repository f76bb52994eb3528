#include "extract/decide/even_cards.h"

#include <gtest/gtest.h>

#include <vector>

namespace tamis::extract {
namespace {

// Blocks of `words` in containers of these signatures.
PageBlocks Page(const std::vector<uint32_t>& signatures, uint32_t words = 4) {
  PageBlocks page;
  for (uint32_t i = 0; i < signatures.size(); ++i) {
    page.containers.push_back({.signature = signatures[i]});
    PageBlock block;
    block.parent = i;
    block.words = words;
    page.blocks.push_back(block);
  }
  return page;
}

TEST(EvenCardsTest, ThePartsOfThreeCardsComeTogether) {
  std::vector<float> scores = {0.9f, 0.6f, 0.3f};
  EvenCards().Apply(Page({7, 7, 7}), scores);
  EXPECT_NEAR(scores[0], 0.75f, 1e-5);
  EXPECT_NEAR(scores[1], 0.6f, 1e-5);
  EXPECT_NEAR(scores[2], 0.45f, 1e-5);
}

TEST(EvenCardsTest, TwoAreNoCards) {
  std::vector<float> scores = {0.9f, 0.1f};
  EvenCards().Apply(Page({7, 7}), scores);
  EXPECT_EQ(scores, (std::vector<float>{0.9f, 0.1f}));
}

TEST(EvenCardsTest, OtherPartsAndKindsStayApart) {
  PageBlocks page = Page({7, 8, 7, 8, 7, 8, 7});
  page.blocks[6].kind = BlockKind::kHeading;
  std::vector<float> scores = {1, 0, 1, 0, 1, 0, 0.5f};
  EvenCards().Apply(page, scores);
  EXPECT_EQ(scores, (std::vector<float>{1, 0, 1, 0, 1, 0, 0.5f}));
}

TEST(EvenCardsTest, AnEmptyPageHasNone) {
  std::vector<float> scores;
  EvenCards().Apply(Page({}), scores);
  EXPECT_TRUE(scores.empty());
}

}  // namespace
}  // namespace tamis::extract
