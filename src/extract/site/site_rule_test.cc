// What becomes of blocks that repeat across a site.

#include "extract/site/site_rule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

const std::string kOwn[] = {
    "The first sentence of this page tells what it is about, and it takes its time to do so.",
    "A second paragraph follows, long enough that nobody could take it for a label or a button.",
    "At last a third one, which ends the page and says nothing that the others had not said.",
};
const std::string kShared =
    "The North River Gazette is printed on recycled paper in the town of Millbridge.";

TEST(SiteRuleTest, WeighsPagesAgainstTheScore) {
  struct Case {
    uint32_t pages;
    float score;
    bool goes;
  };
  constexpr Case kCases[] = {
      {0, 0.0f, false},    {3, 0.59f, true},           {3, 0.61f, false},   {10, 0.94f, true},
      {10, 0.95f, false},  {30, 0.993f, true},         {30, 0.994f, false}, {1000, 0.9999f, true},
      {1000, 1.0f, false}, {UINT32_MAX, 0.999f, true},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(IsFurniture(c.pages, c.score), c.goes) << c.pages << " pages, score " << c.score;
  }
}

TEST(SiteRuleTest, FindsBlocksByTheirText) {
  std::vector<SiteBlock> blocks = {{HashBlock("a"), 4}, {HashBlock("b"), 5}, {HashBlock("c"), 6}};
  std::sort(blocks.begin(), blocks.end(),
            [](const SiteBlock& a, const SiteBlock& b) { return a.hash < b.hash; });
  const SiteView site{blocks, 8};
  EXPECT_EQ(PagesWith(site, "a"), 4u);
  EXPECT_EQ(PagesWith(site, "c"), 6u);
  EXPECT_EQ(PagesWith(site, "d"), 0u);
  EXPECT_EQ(PagesWith({}, "a"), 0u);
  EXPECT_FLOAT_EQ(SiteShare(site, 4), 0.5f);
  EXPECT_FLOAT_EQ(SiteShare({}, 4), 0.0f);
}

class SiteRepeatTest : public testing::Test {
 protected:
  // Decides about a page of kOwn and kShared, `repeating` of which stand on all of 200 pages.
  const Extraction& Html(const std::vector<std::string>& repeating) {
    html_ = "<title>A page</title><main><h1>A page</h1>";
    for (const std::string& text : kOwn) html_ += "<p>" + text + "</p>";
    html_ += "<h2>Who we are</h2><p>" + kShared + "</p></main>";
    const Status status = parser_.Parse(html_, {}).status;
    EXPECT_TRUE(status.ok());
    return extractor_.ExtractHtml(parser_.dom(), {}, {.site = Site(repeating)});
  }
  const Extraction& Text(const std::vector<std::string>& repeating) {
    html_.clear();
    for (const std::string& text : kOwn) html_ += text + "\n";
    html_ += kShared + "\n";
    return extractor_.ExtractText(html_, {}, Site(repeating));
  }
  SiteView Site(const std::vector<std::string>& repeating) {
    blocks_.clear();
    for (const std::string& text : repeating) blocks_.push_back({HashBlock(text), 200});
    std::sort(blocks_.begin(), blocks_.end(),
              [](const SiteBlock& a, const SiteBlock& b) { return a.hash < b.hash; });
    return {blocks_, 200};
  }
  static const Decision& Of(const Extraction& page, std::string_view text) {
    for (size_t i = 0; i < page.blocks.blocks.size(); ++i) {
      if (page.blocks.Text(page.blocks.blocks[i]) == text) return page.decisions[i];
    }
    ADD_FAILURE() << "no block " << text;
    return page.decisions[0];
  }

  html::Parser parser_;
  PageExtractor extractor_;
  std::string html_;
  std::vector<SiteBlock> blocks_;
};

TEST_F(SiteRepeatTest, WithoutCountsNothingChanges) {
  EXPECT_TRUE(Of(Html({}), kShared).keep);
  EXPECT_EQ(Of(Html({}), kShared).site_share, 0);
  EXPECT_TRUE(Of(Text({}), kShared).keep);
}

TEST_F(SiteRepeatTest, WhatRepeatsGoesWithItsHeading) {
  const Extraction& page = Html({kShared});
  EXPECT_FALSE(Of(page, kShared).keep);
  EXPECT_EQ(Of(page, kShared).reason, Reason::kSiteRepeat);
  EXPECT_EQ(Of(page, kShared).site_share, 1);
  EXPECT_FALSE(Of(page, "Who we are").keep);
  for (const std::string& text : kOwn) {
    EXPECT_TRUE(Of(page, text).keep);
    EXPECT_EQ(Of(page, text).site_share, 0);
  }
}

TEST_F(SiteRepeatTest, LinesOfTextGoLikewise) {
  const Extraction& page = Text({kShared});
  EXPECT_EQ(Of(page, kShared).reason, Reason::kSiteRepeat);
  EXPECT_EQ(Of(page, kShared).site_share, 1);
  for (const std::string& text : kOwn) EXPECT_TRUE(Of(page, text).keep);
}

TEST_F(SiteRepeatTest, ACopyKeepsItsText) {
  const std::vector<std::string> all = {kOwn[0], kOwn[1], kOwn[2], kShared};
  for (const Extraction* page : {&Html(all), &Text(all)}) {
    for (const std::string& text : all) {
      EXPECT_TRUE(Of(*page, text).keep);
      EXPECT_EQ(Of(*page, text).site_share, 1);
    }
  }
}

}  // namespace
}  // namespace tamis::extract
