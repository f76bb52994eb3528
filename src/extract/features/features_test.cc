// What is measured of a small page whose numbers can be counted by hand.

#include "extract/features/features.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

class FeaturesTest : public testing::Test {
 protected:
  const std::vector<BlockFeatures>& Compute(std::string_view html, PageForm form = {}) {
    static_cast<void>(parser_.Parse(html));
    builder_.Build(parser_.dom(), page_);
    features_.Read(page_, form);
    rows_.resize(page_.blocks.size());
    for (uint32_t i = 0; i < rows_.size(); ++i) features_.Compute(i, rows_[i]);
    return rows_;
  }
  // The row of the block with this text.
  const BlockFeatures& Of(std::string_view text) {
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      if (page_.Text(page_.blocks[i]) == text) return rows_[i];
    }
    ADD_FAILURE() << "no block " << text;
    return rows_[0];
  }

  html::Parser parser_;
  BlockBuilder builder_;
  PageBlocks page_;
  FeatureExtractor features_;
  std::vector<BlockFeatures> rows_;
};

constexpr char kArticle[] =
    "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
    "<main><h1>Title</h1>"
    "<div class=text><p>One two three four five six seven eight nine ten.</p>"
    "<p>Another paragraph, with a comma and at least eight words.</p></div>"
    "<h3>Related articles</h3><p><a href=/x>Read more about ponds</a></p></main>"
    "<footer><p>&copy; 2026 Example</p></footer>";

TEST_F(FeaturesTest, BlocksAreMeasured) {
  Compute(kArticle);
  const BlockFeatures& p = Of("One two three four five six seven eight nine ten.");
  EXPECT_EQ(p[Measure::kWords], 10);
  EXPECT_EQ(p[Measure::kLinkShare], 0);
  EXPECT_EQ(p[Measure::kSentences], 1);
  EXPECT_EQ(p[Measure::kInCore], 1);
  EXPECT_EQ(p[Measure::kGroupSize], 2);
  EXPECT_EQ(p[Measure::kGroupShare], 1);
  EXPECT_EQ(p[Measure::kAfterTitle], 1);
  EXPECT_EQ(p[Measure::kProseAfter], 0.5f);
  EXPECT_TRUE(Has(p.hints, Hint::kTagMain));
  EXPECT_TRUE(Has(p.hints, Hint::kText));

  const BlockFeatures& home = Of("Home");
  EXPECT_EQ(home[Measure::kLinkShare], 1);
  EXPECT_EQ(home[Measure::kItemLinkShare], 1);
  EXPECT_EQ(home[Measure::kBeforeProse], 1);
  EXPECT_EQ(home[Measure::kAfterTitle], -2);
  EXPECT_TRUE(Has(home.hints, Hint::kTagNav));

  EXPECT_EQ(Of("Title")[Measure::kHeading1], 1);
  EXPECT_EQ(Of("Title")[Measure::kHeadsText], 1);
  EXPECT_EQ(Of("\u00A9 2026 Example")[Measure::kPhraseCopyright], 1);
  EXPECT_EQ(Of("\u00A9 2026 Example")[Measure::kAfterProse], 1);
}

TEST_F(FeaturesTest, HeadingsSpeakForTheirSection) {
  Compute(kArticle);
  EXPECT_EQ(Of("Related articles")[Measure::kPhraseRelated], 1);
  EXPECT_EQ(Of("Read more about ponds")[Measure::kUnderRelated], 1);
  EXPECT_EQ(Of("Read more about ponds")[Measure::kLeadsOn], 1);
  Compute("<h2>Related articles</h2><p>a</p><h3>Deeper</h3><p>b</p><h2>Other</h2><p>c</p>");
  EXPECT_EQ(Of("b")[Measure::kUnderRelated], 1);
  EXPECT_EQ(Of("c")[Measure::kUnderRelated], 0);
}

TEST_F(FeaturesTest, RepeatsPointBack) {
  Compute("<p>Same</p><p>Other</p><p>Same</p>");
  EXPECT_EQ(rows_[0][Measure::kRepeat], 0);
  EXPECT_EQ(rows_[1][Measure::kRepeat], 0);
  EXPECT_EQ(rows_[2][Measure::kRepeat], 1);
  EXPECT_EQ(features_.index().blocks[2].repeats, 0u);
}

TEST_F(FeaturesTest, AWrapperOfThePageSaysNothing) {
  Compute(
      "<div class='with sidebar'><p>One two three four.</p><div class=sidebar>Five</div></div>");
  EXPECT_FALSE(Has(Of("One two three four.").hints, Hint::kSidebar));
  EXPECT_TRUE(Has(Of("Five").hints, Hint::kSidebar));
}

TEST_F(FeaturesTest, NoscriptCountsForNothingBesideAPage) {
  const std::string noscript =
      "<noscript><p>A copy of the page for readers without scripts, long.</p></noscript>";
  Compute("<p>One two three four five six seven eight nine ten eleven twelve.</p>" + noscript);
  EXPECT_TRUE(features_.index().IsMuted(page_.blocks[1]));
  EXPECT_EQ(rows_[0][Measure::kPageWords], 12);
  Compute("<p>Loading</p>" + noscript);
  EXPECT_FALSE(features_.index().IsMuted(page_.blocks[1]));
}

TEST_F(FeaturesTest, CommentsAndPostsKnowTheirPage) {
  constexpr char kPage[] =
      "<div class=post><p>The first words of the thread stand here, all of them.</p></div>"
      "<div class=comments><p>And this is what a reader wrote below, all of it.</p></div>";
  Compute(kPage, {.forum = true});
  EXPECT_EQ(rows_[1][Measure::kCommentOnForum], 1);
  EXPECT_EQ(rows_[0][Measure::kPostOnForum], 1);
  EXPECT_EQ(rows_[1][Measure::kCommentShare], 0.5f);
  EXPECT_EQ(rows_[1][Measure::kCommentBesideText], 11);
  Compute(kPage);
  EXPECT_EQ(rows_[1][Measure::kCommentOnForum], 0);
}

TEST_F(FeaturesTest, AnEmptyPageHasNoRows) { EXPECT_TRUE(Compute("").empty()); }

TEST(MeasuresTest, EveryMeasureHasItsOwnName) {
  for (size_t i = 0; i < kMeasureCount; ++i) {
    EXPECT_FALSE(MeasureName(static_cast<Measure>(i)).empty());
    for (size_t k = 0; k < i; ++k) {
      EXPECT_NE(MeasureName(static_cast<Measure>(i)), MeasureName(static_cast<Measure>(k)));
    }
  }
}

}  // namespace
}  // namespace tamis::extract
