// What the model sees of a small page whose numbers can be counted by hand.

#include "extract/features/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

class ColumnsTest : public testing::Test {
 protected:
  void Read(std::string_view html, std::vector<NameTable::Entry> names = {}) {
    static_cast<void>(parser_.Parse(html));
    builder_.Build(parser_.dom(), page_);
    features_.Read(page_, {});
    names_ = NameTable(names);
    columns_.Read(page_, features_, names_);
  }
  std::vector<float> Row(std::string_view text) {
    std::vector<float> row(ColumnNames().size());
    for (uint32_t i = 0; i < page_.blocks.size(); ++i) {
      if (page_.Text(page_.blocks[i]) != text) continue;
      columns_.PageRow(row.data());
      columns_.ContainerRow(page_.blocks[i].parent, row.data() + PageColumnCount());
      columns_.BlockRow(i, row.data() + PageColumnCount() + ContainerColumnCount());
      return row;
    }
    ADD_FAILURE() << "no block " << text;
    return row;
  }
  float Of(std::string_view text, std::string_view column) {
    const auto names = ColumnNames();
    const auto at = std::find(names.begin(), names.end(), column);
    if (at == names.end()) {
      ADD_FAILURE() << "no column " << column;
      return 0;
    }
    return Row(text)[static_cast<size_t>(at - names.begin())];
  }

  html::Parser parser_;
  BlockBuilder builder_;
  PageBlocks page_;
  FeatureExtractor features_;
  NameTable names_;
  Columns columns_;
};

constexpr char kCards[] =
    "<body><h1>Lamps</h1><div class=grid>"
    "<div class=card><h2>Red</h2><p class=price>$5</p></div>"
    "<div class=card><h2>Green</h2><p class=price>$6</p></div>"
    "<div class=card><h2>Blue</h2><p class=price>$7</p></div></div>"
    "<footer><p>Made by nobody</p></footer>";

TEST_F(ColumnsTest, EveryColumnHasANameOfItsOwn) {
  const auto names = ColumnNames();
  EXPECT_EQ(names.size(), PageColumnCount() + ContainerColumnCount() + BlockColumnCount());
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
}

TEST_F(ColumnsTest, EveryColumnIsWritten) {
  Read(kCards);
  std::vector<float> row(ColumnNames().size() + 1, -12345);
  columns_.PageRow(row.data());
  columns_.ContainerRow(page_.blocks[2].parent, row.data() + PageColumnCount());
  columns_.BlockRow(2, row.data() + PageColumnCount() + ContainerColumnCount());
  EXPECT_EQ(std::count(row.begin(), row.end() - 1, -12345), 0);
  EXPECT_EQ(row.back(), -12345);
}

TEST_F(ColumnsTest, CardsAreTwins) {
  Read(kCards);
  EXPECT_EQ(Of("$6", "card_twins"), 3);
  EXPECT_EQ(Of("$6", "card_words"), 2);        // "Green", "6"
  EXPECT_EQ(Of("$6", "card_price_share"), 1);  // one a card
  EXPECT_EQ(Of("$6", "a0_kin"), 3);
  EXPECT_EQ(Of("Made by nobody", "card_twins"), 1);
}

TEST_F(ColumnsTest, HintsAreSoManyLevelsUp) {
  Read(kCards);
  EXPECT_EQ(Of("Made by nobody", "up_tag_footer"), 1);
  EXPECT_GT(Of("Lamps", "up_tag_footer"), 30);
}

TEST_F(ColumnsTest, PlacesAreCountedInBlocksAndWords) {
  Read(kCards);
  EXPECT_EQ(Of("Lamps", "words_before"), 0);
  EXPECT_EQ(Of("Lamps", "since_title"), 0);
  EXPECT_EQ(Of("$5", "since_heading"), 0);
  EXPECT_EQ(Of("$5", "heading_level"), 2);
  EXPECT_EQ(Of("Made by nobody", "since_heading"), 1);
}

TEST_F(ColumnsTest, NamesOfClassesCountAlongThePath) {
  Read("<div class='post-12 main'><p>Some text</p></div><p>Other text</p>",
       {{HashOfName("POST-7"), 2.0f}, {HashOfName("main"), -1.0f}});
  EXPECT_EQ(Of("Some text", "name_near"), 0.5f);
  EXPECT_EQ(Of("Some text", "name_high"), 2);
  EXPECT_EQ(Of("Some text", "name_low"), -1);
  EXPECT_EQ(Of("Some text", "name_sum"), 1);
  EXPECT_EQ(Of("Other text", "name_sum"), 0);
}

TEST(NameTableTest, FindsWhatItHolds) {
  std::vector<NameTable::Entry> entries;
  for (uint32_t i = 1; i < 500; ++i) entries.push_back({i * 7919, static_cast<float>(i)});
  const NameTable table(entries);
  for (const NameTable::Entry& entry : entries) {
    ASSERT_NE(table.Find(entry.hash), nullptr);
    EXPECT_EQ(*table.Find(entry.hash), entry.log_odds);
  }
  EXPECT_EQ(table.Find(3), nullptr);
  EXPECT_EQ(NameTable().Find(3), nullptr);
}

}  // namespace
}  // namespace tamis::extract
