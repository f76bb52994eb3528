#include "extract/structure/whole_tables.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

// The text of a block that was chosen begins with "k", of one that an option excludes with "x".
std::string KeptAfter(std::string_view html) {
  html::Parser parser;
  static_cast<void>(parser.Parse(html));
  BlockBuilder builder;
  PageBlocks page;
  builder.Build(parser.dom(), page);
  std::vector<Decision> decisions(page.blocks.size());
  for (size_t i = 0; i < decisions.size(); ++i) {
    const char first = page.Text(page.blocks[i])[0];
    decisions[i].keep = first == 'k';
    if (first == 'x') decisions[i].reason = Reason::kExcludedByOption;
  }
  TableMender().Mend(page, decisions);
  std::string kept;
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (!decisions[i].keep) continue;
    const std::string_view text = page.Text(page.blocks[i]);
    kept.append(kept.empty() ? "" : " ").append(text);
    EXPECT_EQ(decisions[i].reason, text[0] == 'k' ? Reason::kLowScore : Reason::kContext);
  }
  return kept;
}

struct Case {
  const char* rule;
  const char* html;
  const char* kept;
};

constexpr Case kCases[] = {
    {"missing cells come back", "<table><tr><th>a<td>k1<tr><th>b<td>k2</table>", "a k1 b k2"},
    {"the caption, too", "<table><caption>c</caption><tr><td>k1<td>k2<tr><td>k3<td>b</table>",
     "c k1 k2 k3 b"},
    {"of a dropped table nothing", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", ""},
    {"one cell of many is not most", "<table><tr><td>k1<td>b<tr><td>c<td>d</table>", "k1"},
    {"what an option excludes stays out", "<table><tr><td>k1<td>k2<tr><td>k3<td>x</table>",
     "k1 k2 k3"},
    {"what is hidden, too", "<table><tr><td>k1<td>k2<tr><td>k3<td hidden>h</table>", "k1 k2 k3"},
    {"a column is no table", "<table><tr><td>k1<tr><td>b<tr><td>k2</table>", "k1 k2"},
    {"nor is what holds one",
     "<table><tr><td>k1<td>k2<tr><td>k3<td>b<table><tr><td>k4</table></table>", "k1 k2 k3 k4"},
    {"nor what holds code", "<table><tr><td>k1<td>k2<tr><td>b<td><pre>k3</pre></table>",
     "k1 k2 k3"},
    {"a heading may be a cell", "<table><tr><td><h4>a</h4><td>k1<tr><td>k2<td>k3</table>",
     "a k1 k2 k3"},
    {"not a part of one", "<table><tr><td><h4>a</h4>b<td>k1<tr><td>k2<td>k3</table>", "k1 k2 k3"},
};

// The text goes on around the table: "k" paragraphs of twelve words.
TEST(TableMenderTest, ATableAmidKeptTextIsPartOfIt) {
  const std::string text = "k1 2 3 4 5 6 7 8 9 10 11 12";
  const std::string p = "<p>" + text + "</p>";
  const std::string table = "<table><tr><td>a<td>b<tr><td>c<td>d</table>";
  EXPECT_EQ(KeptAfter(p + table + p), text + " a b c d " + text);
  EXPECT_EQ(KeptAfter(p + table), text) << "nothing after it";
  EXPECT_EQ(KeptAfter(p + table + "<p>no</p>" + p), text + " " + text) << "something else between";
  EXPECT_EQ(KeptAfter("<div>" + p + "</div>" + table + p), text + " " + text)
      << "another container";
  EXPECT_EQ(KeptAfter(p + table + "<p>k"), text + " k") << "what follows is no text";
}

TEST(TableMenderTest, Mends) {
  for (const Case& c : kCases) EXPECT_EQ(KeptAfter(c.html), c.kept) << c.rule;
}

TEST(TableMenderTest, LongCellsAreLayout) {
  const std::string prose(500, 'k');
  const std::string html = "<table><tr><td>" + prose + "<td>k<tr><td>" + prose + "<td>menu</table>";
  EXPECT_EQ(KeptAfter(html), prose + " k " + prose);
}

}  // namespace
}  // namespace tamis::extract
