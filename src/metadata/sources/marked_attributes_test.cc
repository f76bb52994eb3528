#include "metadata/sources/marked_attributes.h"

#include <string>

#include <gtest/gtest.h>

#include "html/tree/parser.h"

namespace tamis::metadata {
namespace {

// The ids of the elements that have a marked attribute, in the order of the page.
std::string Marked(const std::string& html) {
  html::Parser parser;
  static_cast<void>(parser.Parse(html));
  const html::Dom& dom = parser.dom();
  MarkedAttributes marked;
  marked.Find(dom);
  std::string ids;
  for (html::NodeId id = 0; id < dom.node_count(); ++id) {
    if (dom.node(id).type != html::NodeType::kElement) continue;
    if (marked.AmongThoseOf(dom.node(id))) ids.append(dom.attribute(id, html::names::kId)) += ' ';
  }
  return ids;
}

TEST(MarkedAttributes, Classes) {
  EXPECT_EQ(Marked("<p id=1><p id=2 class=x><p id=3 title=author><p id=4>"), "");
  EXPECT_EQ(Marked("<p id=1 class='post-author'><p id=2 class=byline><p id=3 class=author-bio>"),
            "1 2 ");
}

TEST(MarkedAttributes, Links) {
  EXPECT_EQ(Marked("<a id=1 href=/author/x><a id=2 href=/tag/x><a id=3 title=/author/>"
                   "<area id=4 href=//creativecommons.org/>"),
            "1 4 ");
}

// The word ends at each byte around the steps of the vectors, and where the page ends.
TEST(MarkedAttributes, WordsAtAnyPlace) {
  for (size_t before = 0; before < 200; ++before) {
    const std::string class_name = std::string(before, 'x') + "author";
    EXPECT_EQ(Marked("<p id=1 class=" + class_name + ">"), "1 ") << before;
    EXPECT_EQ(Marked("<p id=1 class='" + class_name + "'>" + std::string(70, ' ')), "1 ") << before;
    const std::string none = std::string(before, 'x') + "auth o";
    EXPECT_EQ(Marked("<p id=1 class='" + none + "'>r"), "") << before;
  }
}

TEST(MarkedAttributes, ManyOnOneElement) {
  std::string page = "<p id=1";
  for (int i = 0; i < 70; ++i) page += " a" + std::to_string(i) + "=author";
  EXPECT_EQ(Marked(page + "><i id=2>"), "");
  EXPECT_EQ(Marked(page + " class=author><i id=2>"), "1 ");
}

TEST(MarkedAttributes, CopiesOfElements) {
  EXPECT_EQ(Marked("<p><b id=1 class=author><i id=2>x<p id=3>y<p id=4 class=author>"), "1 1 4 ");
}

TEST(MarkedAttributes, ElementsThatGetMoreLater) {
  EXPECT_EQ(Marked("<html id=1><body id=2 class=author><p id=3 class=byline>a<html lang=en "
                   "class=byline><p id=4><p id=5 class=author>"),
            "1 2 3 5 ");
}

}  // namespace
}  // namespace tamis::metadata
