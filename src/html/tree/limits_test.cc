// Limits, hostile pages and reuse: whatever the page, a whole tree in bounded time.

#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <string>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace tamis::html {
namespace {

std::string Repeat(std::string_view s, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += s;
  return out;
}

size_t TextSize(const Dom& dom) {
  size_t size = 0;
  for (NodeId id = kDocumentNode; id != kNoNode; id = dom.Next(id, kDocumentNode)) {
    if (dom.node(id).type == NodeType::kText) size += dom.text(id).size();
  }
  return size;
}

int Depth(const Dom& dom) {
  int deepest = 0;
  int depth = 0;
  for (NodeId id = kDocumentNode; id != kNoNode;) {
    deepest = std::max(deepest, depth);
    if (dom.node(id).first_child != kNoNode) {
      id = dom.node(id).first_child;
      ++depth;
      continue;
    }
    while (id != kDocumentNode && dom.node(id).next_sibling == kNoNode) {
      id = dom.node(id).parent;
      --depth;
    }
    if (id == kDocumentNode) break;
    id = dom.node(id).next_sibling;
  }
  return deepest;
}

TEST(LimitsTest, Nodes) {
  const std::string page = Repeat("<p>x", 1000);
  Parser parser;
  for (const uint32_t max : {0u, 64u, 100u, 500u, 2000u}) {
    const ParseResult result = parser.Parse(page, {.max_nodes = max});
    EXPECT_EQ(result.status.code(), StatusCode::kNodeLimit);
    EXPECT_LT(result.status.offset(), page.size());
    EXPECT_LE(parser.dom().node_count(), std::max(max, 64u));
    EXPECT_EQ(CheckTree(parser.dom()), "");
    EXPECT_NE(parser.dom().FindFirst(names::kBody), kNoNode);
  }
  EXPECT_TRUE(parser.Parse(page, {.max_nodes = 2100}).status.ok());
}

TEST(LimitsTest, Bytes) {
  Parser parser;
  const ParseResult result = parser.Parse("<p>a\xC3\xA4z", {.max_bytes = 5});
  EXPECT_EQ(result.status.code(), StatusCode::kTooLarge);
  EXPECT_EQ(result.status.offset(), 4u) << "characters are not cut";
  EXPECT_EQ(TextSize(parser.dom()), 1u);
  EXPECT_TRUE(parser.Parse("<p>abc", {.max_bytes = 6}).status.ok());
  EXPECT_EQ(parser.Parse("<p>abc", {.max_bytes = 0}).status.code(), StatusCode::kTooLarge);
}

TEST(LimitsTest, Depth) {
  Parser parser;
  const std::string page = Repeat("<div>x", 100);
  const ParseResult result = parser.Parse(page, {.max_depth = 20});
  EXPECT_EQ(result.status.code(), StatusCode::kDepthLimit);
  EXPECT_EQ(result.status.offset(), 18 * 6u) << "html and body take two";
  EXPECT_EQ(TextSize(parser.dom()), 100u);
  EXPECT_EQ(Depth(parser.dom()), 21) << "the text of the deepest element";
  EXPECT_TRUE(parser.Parse(Repeat("<div>x", 18), {.max_depth = 20}).status.ok());
}

TEST(LimitsTest, Time) {
  const std::string page = Repeat("<p class=x>y", 4'000'000);
  Parser parser;
  const ParseResult result = parser.Parse(page, {.max_ms = 5});
  EXPECT_EQ(result.status.code(), StatusCode::kTimeout);
  EXPECT_GT(result.status.offset(), 0u);
  EXPECT_LT(result.status.offset(), page.size());
  EXPECT_EQ(CheckTree(parser.dom()), "");
}

struct Hostile {
  const char* name;
  std::function<std::string()> page;
  size_t least_text = 0;  // bytes of text that must come through
};

std::string Numbered(const char* before, int n, const char* after) {
  std::string out;
  for (int i = 0; i < n; ++i) out.append(before).append(std::to_string(i)).append(after);
  return out;
}

// Each is some hundred kilobytes, and quadratic or worse in a parser that does not take care.
const Hostile kHostile[] = {
    {"nested div", [] { return Repeat("<div>", 100'000) + "x"; }, 1},
    {"nested lists", [] { return Repeat("<ul><li>x", 80'000); }, 80'000},
    {"nested b", [] { return Repeat("<b>", 100'000) + "x"; }, 1},
    {"nested table", [] { return Repeat("<table>", 100'000) + "x"; }, 1},
    {"nested table in cells", [] { return Repeat("<table><tr><td>x", 50'000); }, 50'000},
    {"anchors", [] { return Repeat("<a>x<p>", 50'000); }, 50'000},
    {"anchors through blocks", [] { return Repeat("<a><div>x", 50'000); }, 50'000},
    {"nobr", [] { return Repeat("<nobr>x<div>", 50'000); }, 50'000},
    {"different formatting", [] { return Numbered("<font size=", 50'000, ">x"); }, 50'000},
    {"different formatting, then paragraphs",
     [] { return Numbered("<font size=", 2'000, ">") + Repeat("<p>x", 2'000); }, 2'000},
    {"misnested", [] { return Repeat("<b><i><p>x</b></i>", 30'000); }, 30'000},
    {"end tags without start", [] { return Repeat("<b>", 500) + Repeat("</i></u></x>", 50'000); }},
    {"foster parenting", [] { return "<table>" + Repeat("<b>x<tr>", 20'000); }, 20'000},
    {"formatting in tables", [] { return Repeat("<table><b>x", 20'000); }, 20'000},
    {"objects in paragraphs", [] { return Repeat("<p><object>x", 50'000); }, 50'000},
    {"buttons", [] { return "<p>" + Repeat("<button>x<div>", 50'000); }, 50'000},
    {"nested templates", [] { return Repeat("<template>x", 50'000); }, 50'000},
    {"shadow roots",
     [] { return "<div>" + Repeat("<template shadowrootmode=open>x</template>", 20'000); }, 20'000},
    {"nested svg", [] { return Repeat("<svg><g>x", 50'000); }, 50'000},
    {"svg and html in turn", [] { return Repeat("<svg><foreignObject><p>x", 30'000); }, 30'000},
    {"attributes", [] { return Numbered("<p a", 1, "") + Numbered(" b", 100'000, "=1") + ">x"; },
     1},
    {"attributes of formatting", [] { return Repeat("<b" + Numbered(" b", 5'000, "") + ">x", 20); },
     20},
    {"attributes of html", [] { return Numbered("<html a", 50'000, "=1>"); }},
    {"attributes of html and body",
     [] { return "<body>" + Repeat("<html" + Numbered(" b", 2'000, "") + "><body c>", 30); }},
    {"options", [] { return "<select>" + Repeat("<option>x", 50'000); }, 50'000},
    {"selected options",
     [] {
       return "<select><selectedcontent></selectedcontent>" + Repeat("<option selected>x", 30'000);
     },
     30'000},
    {"many selectedcontent",
     [] {
       return "<select><option>" + Repeat("<i>x</i>", 5'000) + "</option>" +
              Repeat("<selectedcontent></selectedcontent>", 5'000);
     },
     5'000},
    {"patches",
     [] {
       return Repeat("<?marker name='a'>", 3'000) + Repeat("<i>x</i>", 20'000) +
              Repeat("<template for=b></template>", 3'000);
     },
     20'000},
    {"references between text", [] { return Repeat("a&lt;&copy;", 50'000); }, 200'000},
    {"U+0000 between text", [] { return Repeat({"a\0", 2}, 100'000); }, 100'000},
    {"comments", [] { return Repeat("<!---->", 100'000); }},
    {"less-than signs", [] { return Repeat("< ", 100'000); }, 200'000},
};

TEST(LimitsTest, HostilePages) {
  Parser parser;
  for (const Hostile& h : kHostile) {
    SCOPED_TRACE(h.name);
    const std::string page = h.page();
    const std::clock_t begin = std::clock();
    const ParseResult result = parser.Parse(page);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_TRUE(result.status.ok() || result.status.code() == StatusCode::kDepthLimit);
    EXPECT_LT(seconds, 20.0) << "a quadratic page takes minutes, a linear one under sanitizers 5 s";
    EXPECT_EQ(CheckTree(parser.dom()), "");
    EXPECT_GE(TextSize(parser.dom()), h.least_text);
    EXPECT_LE(Depth(parser.dom()), 2000);
  }
}

TEST(LimitsTest, ReuseLeavesNoTrace) {
  const std::string pages[] = {"<p>a<b>b<p>c",
                               Repeat("<div>", 1000),
                               "<table><td><select><option>x",
                               "",
                               "<frameset><frame>",
                               "<svg><![CDATA[x]]>",
                               "<template><template>",
                               "<x-unknown y-unknown=1>z"};
  Parser reused;
  for (int round = 0; round < 10; ++round) {
    for (const std::string& page : pages) {
      Parser fresh;
      (void)fresh.Parse(page);
      (void)reused.Parse(page);
      EXPECT_EQ(DumpTree(reused.dom()), DumpTree(fresh.dom()));
      (void)fresh.ParseFragment(page, "svg desc");
      (void)reused.ParseFragment(page, "svg desc");
      EXPECT_EQ(DumpTree(reused.dom()), DumpTree(fresh.dom()));
    }
  }
}

TEST(LimitsTest, ParsersMove) {
  Parser a;
  (void)a.Parse("<p>x");
  const Parser b = std::move(a);
  EXPECT_EQ(TextSize(b.dom()), 1u);
}

TEST(LimitsTest, ErrorsComeInOrder) {
  Parser parser;
  (void)parser.Parse("<p/>&nope;<div/></p/>", {.collect_errors = true});
  ASSERT_FALSE(parser.errors().empty());
  for (size_t i = 1; i < parser.errors().size(); ++i) {
    EXPECT_LE(parser.errors()[i - 1].offset, parser.errors()[i].offset);
  }
  EXPECT_EQ(parser.errors()[0].code, ParseError::kNonVoidHtmlElementStartTagWithTrailingSolidus);
  (void)parser.Parse("<p/>");
  EXPECT_TRUE(parser.errors().empty());
}

TEST(LimitsTest, Quirks) {
  struct {
    std::string_view page;
    QuirksMode want;
  } constexpr kCases[] = {
      {"<!doctype html>", QuirksMode::kNoQuirks},
      {"", QuirksMode::kQuirks},
      {"<p>", QuirksMode::kQuirks},
      {"<!doctype x>", QuirksMode::kQuirks},
      {"<!doctype>", QuirksMode::kQuirks},
      {"<!DOCTYPE html SYSTEM 'about:legacy-compat'>", QuirksMode::kNoQuirks},
      {"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'>", QuirksMode::kNoQuirks},
      {"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", QuirksMode::kQuirks},
      {"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>",
       QuirksMode::kLimitedQuirks},
      {"<!DOCTYPE html PUBLIC '-//w3c//dtd xhtml 1.0 frameset//EN' 'x'>",
       QuirksMode::kLimitedQuirks},
      {"<!DOCTYPE html PUBLIC 'HTML'>", QuirksMode::kQuirks},
      {"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2 Final//EN'>", QuirksMode::kQuirks},
      {"<!DOCTYPE html SYSTEM 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd'>",
       QuirksMode::kQuirks},
  };
  Parser parser;
  for (const auto& c : kCases) EXPECT_EQ(parser.Parse(c.page).quirks, c.want) << c.page;
  EXPECT_EQ(parser.Parse("<p>", {.iframe_srcdoc = true}).quirks, QuirksMode::kNoQuirks);
}

}  // namespace
}  // namespace tamis::html
