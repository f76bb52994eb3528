// Where nodes come from: [source_begin, source_end) in the page, and the end of the start tag.

#include <gtest/gtest.h>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace tamis::html {
namespace {

struct Case {
  const char* name;
  std::string_view page;
  std::string_view node;  // tag, #text, #comment, #doctype, #pi; the first in document order
  std::string_view want;
  int nth = 0;  // skips that many
};

constexpr Case kCases[] = {
    {"element with end tag", "<p>a</p>b", "p", "<p>a</p>"},
    {"end tag with space", "<b>a</b >b", "b", "<b>a</b >"},
    {"closed by the next block", "<p>a<div>b", "p", "<p>a"},
    {"closed by an outer end tag", "<div><p>a</div>b", "p", "<p>a"},
    {"closed by the end of the page", "<p>a", "p", "<p>a"},
    {"void element", "a<br class=x>b", "br", "<br class=x>"},
    {"list item closed by the next", "<ul><li>a<li>b</ul>c", "li", "<li>a"},
    {"second list item closed by </ul>", "<ul><li>a<li>b</ul>c", "li", "<li>b", 1},
    {"list", "<ul><li>a<li>b</ul>c", "ul", "<ul><li>a<li>b</ul>"},
    {"raw text element", "<body><script>a</script>b", "script", "<script>a</script>"},
    {"template", "<body><template><p>a</template>b", "template", "<template><p>a</template>"},
    {"svg", "<svg><g/></svg>a", "svg", "<svg><g/></svg>"},
    {"self-closing svg child", "<svg><g/></svg>a", "g", "<g/>"},
    {"adjusted svg tag", "<svg><foreignObject>a</foreignobject>b", "foreignObject",
     "<foreignObject>a</foreignobject>"},
    {"heading closed by another's end tag", "<h1>a</h2>b", "h1", "<h1>a"},
    {"form", "<form><div></form>a</div>b", "form", "<form><div></form>"},
    {"cell", "<table><tr><td>a<td>b</table>", "td", "<td>a"},
    {"last cell", "<table><tr><td>a<td>b</table>", "td", "<td>b", 1},
    {"row", "<table><tr><td>a<td>b</table>", "tr", "<tr><td>a<td>b"},
    {"implied body of a table", "<table><tr><td>a</table>", "tbody", "<tr><td>a"},
    {"misnested: closed by its end tag", "<b>1<p>2</b>3</p>", "b", "<b>1<p>2</b>"},
    {"misnested: the copy is implied", "<b>1<p>2</b>3</p>", "b", "", 1},
    {"misnested: the block", "<b>1<p>2</b>3</p>4", "p", "<p>2</b>3</p>"},
    {"reconstructed formatting is implied", "<p><b>a</p>c", "b", "c", 1},
    {"anchor closed by an anchor", "<a>1<a>2</a>3", "a", "<a>1"},
    {"html and body with end tags", "<html><body>a</body></html>\n", "html",
     "<html><body>a</body></html>"},
    {"body", "<html><body>a</body></html>\n", "body", "<body>a</body>"},
    {"body with text behind its end tag", "<body>a</body>b", "body", "<body>a</body>b"},
    {"head", "<head><title>a</title></head>\n<body>", "head", "<head><title>a</title></head>"},
    {"implied head", "<title>a</title><p>b", "head", "<title>a</title>"},
    {"implied body", "<title>a</title><p>b", "body", "<p>b"},
    {"implied p of an end tag", "a</p>b", "p", "</p>"},
    {"br of an end tag", "a</br>b", "br", "</br>"},
    {"text", "<p>abc</p>", "#text", "abc"},
    {"text with a character reference", "<p>a&amp;b</p>", "#text", "a&amp;b"},
    {"text with U+0000 inside", std::string_view("<p>a\0b</p>", 10), "#text",
     std::string_view("a\0b", 3)},
    {"text around a tag that is ignored", "<p>a</i>b</p>", "#text", "a</i>b"},
    {"white space is cut off before <head>", "<html> \n x", "#text", "x"},
    {"white space after the head", "<head></head> \n x", "#text", " \n "},
    {"newline after pre is cut off", "<pre>\nab</pre>", "#text", "ab"},
    {"foster-parented text", "<table>a<tr>b</table>", "#text", "a<tr>b"},
    {"comment", "<p><!--a-->b", "#comment", "<!--a-->"},
    {"doctype", "<!doctype html>a", "#doctype", "<!doctype html>"},
    {"processing instruction", "<p><?a b?>c", "#pi", "<?a b?>"},
    {"option shown in selectedcontent", "<select><selectedcontent></selectedcontent><option>ab",
     "#text", "ab"},
};

bool Matches(const Dom& dom, NodeId id, std::string_view node) {
  switch (dom.node(id).type) {
    case NodeType::kElement:
      return dom.name(id) == node;
    case NodeType::kText:
      return node == "#text";
    case NodeType::kComment:
      return node == "#comment";
    case NodeType::kDoctype:
      return node == "#doctype";
    case NodeType::kProcessingInstruction:
      return node == "#pi";
    default:
      return false;
  }
}

NodeId Find(const Dom& dom, std::string_view node, int nth) {
  for (NodeId id = kDocumentNode; id != kNoNode; id = dom.Next(id, kDocumentNode)) {
    if (Matches(dom, id, node) && nth-- == 0) return id;
  }
  return kNoNode;
}

TEST(SourceRangeTest, Table) {
  Parser parser;
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    (void)parser.Parse(c.page);
    EXPECT_EQ(CheckTree(parser.dom()), "");
    const NodeId id = Find(parser.dom(), c.node, c.nth);
    ASSERT_NE(id, kNoNode);
    const Node& n = parser.dom().node(id);
    EXPECT_EQ(c.page.substr(n.source_begin, n.source_end - n.source_begin), c.want);
  }
}

TEST(SourceRangeTest, StartTags) {
  struct {
    std::string_view page, tag, want;
  } constexpr kTags[] = {
      {"a<p class='>'>b</p>", "p", "<p class='>'>"},
      {"<svg viewBox=a/>", "svg", "<svg viewBox=a/>"},
      {"<td>", "html", ""},
  };
  Parser parser;
  for (const auto& c : kTags) {
    (void)parser.Parse(c.page);
    const NodeId id = Find(parser.dom(), c.tag, 0);
    ASSERT_NE(id, kNoNode);
    const Node& n = parser.dom().node(id);
    EXPECT_EQ(c.page.substr(n.source_begin, n.open_tag_end - n.source_begin), c.want);
  }
}

TEST(SourceRangeTest, ImpliedNodesAreFlagged) {
  Parser parser;
  (void)parser.Parse("<p><b>a<p>b<table><tr>");
  const Dom& dom = parser.dom();
  const auto implied = [&](std::string_view tag, int nth) {
    return (dom.node(Find(dom, tag, nth)).flags & kNodeImplied) != 0;
  };
  for (const char* tag : {"html", "head", "body", "tbody"}) EXPECT_TRUE(implied(tag, 0)) << tag;
  for (const char* tag : {"p", "table", "tr", "b"}) EXPECT_FALSE(implied(tag, 0)) << tag;
  EXPECT_TRUE(implied("b", 1));
}

TEST(SourceRangeTest, DocumentIsThePage) {
  Parser parser;
  (void)parser.Parse("<p>a");
  EXPECT_EQ(parser.dom().node(kDocumentNode).source_end, 4u);
}

}  // namespace
}  // namespace tamis::html
