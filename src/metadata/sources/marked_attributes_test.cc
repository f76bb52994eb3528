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
  marked.Find(dom, simd::Readable(dom.store().page()));
  std::string ids;
  for (html::NodeId id = 0; id < dom.node_count(); ++id) {
    if (dom.node(id).type != html::NodeType::kElement) continue;
    if (marked.AmongThoseOf(dom.node(id))) ids.append(dom.attribute(id, html::names::kId)) += ' ';
  }
  return ids;
}

TEST(MarkedAttributes, ByNameAndByClass) {
  EXPECT_EQ(Marked("<p id=1><p id=2 class=x><p id=3 title=author><p id=4>"), "");
  EXPECT_EQ(Marked("<p id=1 itemprop=a><p id=2><p property=b id=3>"), "1 3 ");
  EXPECT_EQ(Marked("<p id=1 class='post-author'><p id=2 class=byline><p id=3 class=author-bio>"),
            "1 2 ");
}

TEST(MarkedAttributes, CopiesOfElements) {
  EXPECT_EQ(Marked("<p><b id=1 class=author><i id=2>x<p id=3>y<p id=4 itemprop=z>"), "1 1 4 ");
}

TEST(MarkedAttributes, ElementsThatGetMoreLater) {
  EXPECT_EQ(Marked("<html id=1><body id=2 itemprop=x><p id=3 class=byline>a<html lang=en "
                   "itemprop=z><p id=4><p id=5 property=b>"),
            "1 2 3 5 ");
}

}  // namespace
}  // namespace tamis::metadata
