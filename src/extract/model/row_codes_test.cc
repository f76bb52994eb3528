// What the model sees of small pages whose numbers can be counted by hand, and what features.cc
// says of each block of larger ones.

#include "extract/model/row_codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "extract/blocks/block_builder.h"
#include "extract/blocks/name_table.h"
#include "extract/model/codes.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

class RowCodesTest : public testing::Test {
 protected:
  void Read(std::string_view html, std::vector<NameTable::Entry> names = {}, PageForm form = {}) {
    static_cast<void>(parser_.Parse(html));
    builder_.Build(parser_.dom(), page_);
    features_.Read(page_, form);
    names_ = NameTable(names);
    columns_.Read(page_, features_, names_);
    rows_.ReadPage(columns_);
    steps_.clear();
    for (uint32_t first = 0; first < page_.blocks.size(); first += kForestStep) {
      steps_.emplace_back(kColumnCount * kForestStep, kNotWritten);
      rows_.Write(first, steps_.back().data());
    }
  }
  int CodeAt(size_t block, size_t column) const {
    return steps_[block / kForestStep][column * kForestStep + block % kForestStep];
  }
  size_t BlockOf(std::string_view text) const {
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      if (page_.Text(page_.blocks[i]) == text) return i;
    }
    ADD_FAILURE() << "no block " << text;
    return 0;
  }
  int Of(std::string_view text, std::string_view column) const {
    const auto names = ColumnNames();
    const auto at = std::find(names.begin(), names.end(), column);
    if (at == names.end()) {
      ADD_FAILURE() << "no column " << column;
      return 0;
    }
    return CodeAt(BlockOf(text), static_cast<size_t>(at - names.begin()));
  }
  void ExpectMeasuresOfFeatures() const {
    for (uint32_t i = 0; i < page_.blocks.size(); ++i) {
      BlockFeatures of_block;
      features_.Compute(i, of_block);
      for (size_t m = 0; m < kMeasureCount; ++m) {
        EXPECT_EQ(CodeAt(i, kMeasuresBegin + m), Code(of_block.measures[m]))
            << "block " << i << ' ' << MeasureName(static_cast<Measure>(m));
      }
    }
  }
  static int Code(float value) { return CodeOf(value); }

  static constexpr uint8_t kNotWritten = 3;
  html::Parser parser_;
  BlockBuilder builder_;
  PageBlocks page_;
  FeatureExtractor features_;
  NameTable names_;
  Columns columns_;
  RowCodes rows_;
  std::vector<std::vector<uint8_t>> steps_;
};

constexpr char kCards[] =
    "<body><h1>Lamps</h1><div class=grid>"
    "<div class=card><h2>Red</h2><p class=price>$5</p></div>"
    "<div class=card><h2>Green</h2><p class=price>$6</p></div>"
    "<div class=card><h2>Blue</h2><p class=price>$7</p></div></div>"
    "<footer><p>Made by nobody</p></footer>";

TEST(ColumnNamesTest, EveryColumnHasANameOfItsOwn) {
  const auto names = ColumnNames();
  EXPECT_EQ(names.size(), kColumnCount);
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
  EXPECT_EQ(names[ColumnOf(Measure::kWords)], "words");
  EXPECT_EQ(names[ColumnOf(BlockColumn::kNearSentences)], "near_sentences");
  EXPECT_EQ(names[kNamesBegin], "name_near");
}

TEST_F(RowCodesTest, EveryColumnIsWritten) {
  Read(kCards);
  for (size_t c = 0; c < kColumnCount; ++c)
    EXPECT_NE(CodeAt(2, c), kNotWritten) << ColumnNames()[c];
}

TEST_F(RowCodesTest, CardsAreTwins) {
  Read(kCards);
  EXPECT_EQ(Of("$6", "card_twins"), Code(3));
  EXPECT_EQ(Of("$6", "card_words"), Code(2));        // "Green", "6"
  EXPECT_EQ(Of("$6", "card_price_share"), Code(1));  // one a card
  EXPECT_EQ(Of("$6", "a0_kin"), Code(3));
  EXPECT_EQ(Of("Made by nobody", "card_twins"), Code(1));
}

TEST_F(RowCodesTest, LevelsAreThoseOfTheContainersAround) {
  Read("<body><section><div><p>One two three</p></div><p>Four</p></section><p>Five</p>");
  EXPECT_EQ(Of("One two three", "a0_words"), Code(3));
  EXPECT_EQ(Of("One two three", "a1_words"), Code(3));
  EXPECT_EQ(Of("One two three", "a2_words"), Code(4));
  EXPECT_EQ(Of("One two three", "a2_blocks"), Code(2));
  EXPECT_EQ(Of("One two three", "a4_words"), Code(5));
  EXPECT_EQ(Of("One two three", "a2_page_share"), Code(0.8f));
}

TEST_F(RowCodesTest, HintsAreSoManyLevelsUp) {
  Read(kCards);
  EXPECT_EQ(Of("Made by nobody", "up_tag_footer"), Code(1));
  EXPECT_EQ(Of("Lamps", "up_tag_footer"), Code(kNoHintLevels));
  EXPECT_EQ(Of("$5", "up_price"), Code(0));
  // The last column that stands in the last tile.
  EXPECT_EQ(Of("Red", "up_price"), Code(kNoHintLevels));
}

TEST_F(RowCodesTest, HintsAreTakenFromFarAbove) {
  for (const int deep : {10, 14, 15, 16, 17, 31, 32, 50, 100, 300}) {
    std::string html = "<body><footer>";
    // A text in each, so that each is a container.
    for (int i = 0; i < deep; ++i) html += "<div>x";
    html += "<p>Deep";
    Read(html);
    const auto levels = static_cast<float>(std::min(deep + 1, 254));  // the <p>, too
    EXPECT_EQ(Of("Deep", "up_tag_footer"), Code(levels)) << deep;
    EXPECT_EQ(Of("Deep", "up_tag_nav"), Code(kNoHintLevels)) << deep;
  }
}

TEST_F(RowCodesTest, PlacesAreCountedInBlocksAndWords) {
  Read(kCards);
  EXPECT_EQ(Of("Lamps", "words_before"), Code(0));
  EXPECT_EQ(Of("Lamps", "words_after"), Code(9));
  EXPECT_EQ(Of("Made by nobody", "words_after"), Code(0));
  EXPECT_EQ(Of("Lamps", "since_title"), Code(0));
  EXPECT_EQ(Of("Red", "since_title"), Code(1));
  EXPECT_EQ(Of("$5", "since_heading"), Code(0));
  EXPECT_EQ(Of("$5", "heading_level"), Code(2));
  EXPECT_EQ(Of("Lamps", "since_heading"), Code(60));
  EXPECT_EQ(Of("Made by nobody", "since_heading"), Code(1));
}

TEST_F(RowCodesTest, NeighboursEndWithThePage) {
  Read(kCards);
  EXPECT_EQ(Of("Lamps", "previous_kind"), Code(-1));
  EXPECT_EQ(Of("Lamps", "second_previous_words"), Code(-1));
  EXPECT_EQ(Of("Lamps", "next_link_share"), Code(0));
  EXPECT_EQ(Of("Red", "previous_kind"), Code(1));
  EXPECT_EQ(Of("Red", "second_previous_words"), Code(-1));
  EXPECT_EQ(Of("$5", "second_previous_words"), Code(1));
  EXPECT_EQ(Of("$7", "second_next_words"), Code(-1));
  EXPECT_EQ(Of("Made by nobody", "next_beside"), Code(-1));
  EXPECT_EQ(Of("Made by nobody", "near_words"), Code(6));  // "7", "Blue", "6" and its own
}

TEST_F(RowCodesTest, NamesOfClassesCountAlongThePath) {
  Read("<div class='post-12 main'><p>Some text</p></div><p>Other text</p>",
       {{HashOfName("POST-7"), 2.0f}, {HashOfName("main"), -1.0f}});
  EXPECT_EQ(Of("Some text", "name_near"), Code(0.5f));
  EXPECT_EQ(Of("Some text", "name_high"), Code(2));
  EXPECT_EQ(Of("Some text", "name_low"), Code(-1));
  EXPECT_EQ(Of("Some text", "name_mean"), Code(0.5f));
  EXPECT_EQ(Of("Some text", "name_sum"), Code(1));
  EXPECT_EQ(Of("Some text", "a0_name"), Code(0));
  EXPECT_EQ(Of("Some text", "a1_name"), Code(0.5f));
  EXPECT_EQ(Of("Other text", "name_sum"), Code(0));
}

constexpr char kOfAllKinds[] =
    "<nav class=menu><ul><li><a href=/>Home</a><li>Lamps</ul></nav>"
    "<main><h1>Lamps</h1><article><p>By Jane Doe</p><p>A long text about lamps, with words enough "
    "to be one of prose, which takes some fifteen of them. And one more sentence.</p>"
    "<h2>Related articles</h2><p><a href=/a>Read more</a></p><pre>let x = 1;</pre>"
    "<blockquote>Quoted.</blockquote><table><tr><td>Cell 1<td>Cell 2</table>"
    "<div class=comments><h3>Comments</h3><p>I like the lamps, and they are cheap: $5.</p>"
    "<p>Lamps</p></div></article><div class=post hidden><p>Lamps</p></div>"
    "<form><label>Subscribe to our newsletter</label><button>Send</button></form></main>"
    "<footer><p>\u00A9 2024 All rights reserved.</p></footer>";

TEST_F(RowCodesTest, MeasuresAreThoseOfFeatures) {
  for (const bool set : {false, true}) {
    Read(kOfAllKinds, {}, {.forum = set, .article = !set, .product = set});
    ASSERT_GT(page_.blocks.size(), 15u);
    ExpectMeasuresOfFeatures();
  }
}

// One block, and as many as fill steps and lanes, or nearly.
TEST_F(RowCodesTest, PagesOfAnyLengthAreRead) {
  for (const size_t blocks : {1, 2, 3, 15, 16, 17, 63, 64, 65, 66, 67, 128, 200}) {
    std::string html = "<body><h1>Title</h1>";
    for (size_t i = 1; i < blocks; ++i) {
      html += i % 3 == 0 ? "<div><p>Words, and some more: " : "<p><a href=/>Link</a> ";
      html += std::to_string(i * i) + (i % 3 == 0 ? ".</p></div>" : "</p>");
      if (i % 7 == 0) html += "<h2>A heading</h2>", ++i;
    }
    Read(html);
    ExpectMeasuresOfFeatures();
    EXPECT_EQ(CodeAt(page_.blocks.size() - 1, ColumnOf(BlockColumn::kNextKind)), Code(-1));
  }
}

}  // namespace
}  // namespace tamis::extract
