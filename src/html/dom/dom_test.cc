#include "html/dom/dom.h"

#include <gtest/gtest.h>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace tamis::html {
namespace {

// A Dom to build by hand.
class DomTest : public testing::Test {
 protected:
  void SetUp() override {
    text_.Reset("abcdefgh");
    names_.Reset();
    dom_.Reset(&text_, &names_);
  }
  NodeId Element(NameId tag) { return dom_.CreateElement(tag, Namespace::kHtml, {}); }
  NodeId TextNode(uint32_t begin, uint32_t size) {
    return dom_.CreateData(NodeType::kText, {begin, size});
  }

  TextStore text_;
  NameTable names_;
  Dom dom_;
};

TEST_F(DomTest, InsertRemoveMove) {
  const NodeId a = Element(names::kDiv);
  const NodeId b = Element(names::kP);
  const NodeId c = Element(names::kB);
  dom_.Append(kDocumentNode, a);
  dom_.Append(a, b);
  dom_.InsertBefore(a, c, b);
  EXPECT_EQ(DumpTree(dom_), "| <div>\n|   <b>\n|   <p>");
  dom_.Remove(c);
  dom_.Remove(c);
  EXPECT_EQ(DumpTree(dom_), "| <div>\n|   <p>");
  dom_.InsertBefore(a, c, kNoNode);
  EXPECT_EQ(DumpTree(dom_), "| <div>\n|   <p>\n|   <b>");
  const NodeId d = Element(names::kI);
  dom_.Append(d, Element(names::kU));
  dom_.MoveChildren(a, d);
  dom_.MoveChildren(a, d);
  dom_.Append(a, d);
  EXPECT_EQ(DumpTree(dom_), "| <div>\n|   <i>\n|     <u>\n|     <p>\n|     <b>");
  EXPECT_EQ(CheckTree(dom_), "");
}

TEST_F(DomTest, TextStaysAViewWhereItsPiecesTouch) {
  const NodeId t = TextNode(1, 2);
  EXPECT_TRUE(dom_.AppendText(t, {3, 2}));
  EXPECT_EQ(dom_.text(t), "bcde");
  EXPECT_EQ(text_.next_address(), 8u) << "nothing was copied";
}

TEST_F(DomTest, TextGrowsInTheSideBuffer) {
  const NodeId t = TextNode(0, 2);
  std::string want = "ab";
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(dom_.AppendText(t, {5, 2}));
    want += "fg";
    const TextSpan side = text_.Append("&");
    EXPECT_TRUE(dom_.AppendText(t, side));
    want += "&";
  }
  EXPECT_EQ(dom_.text(t), want);
  EXPECT_LT(text_.next_address(), 8u + 5 * want.size()) << "amortised linear";
}

// The page ends where the side buffer begins: addresses touch, bytes do not.
TEST_F(DomTest, TextAcrossTheEndOfThePage) {
  const NodeId t = TextNode(6, 2);
  const TextSpan side = text_.Append("xy");
  ASSERT_EQ(side.begin, 8u);
  EXPECT_TRUE(dom_.AppendText(t, side));
  EXPECT_EQ(dom_.text(t), "ghxy");
}

TEST_F(DomTest, MissingAttributes) {
  const Attribute first[] = {{names::kId, {0, 1}, Namespace::kNone}};
  const Attribute more[] = {{names::kId, {1, 1}, Namespace::kNone},
                            {names::kClass, {2, 1}, Namespace::kNone},
                            {names::kLang, {3, 1}, Namespace::kNone}};
  const NodeId a = dom_.CreateElement(names::kHtml, Namespace::kHtml, first);
  const NodeId b = dom_.CreateElement(names::kBody, Namespace::kHtml, first);
  dom_.AddMissingAttributes(a, more);
  dom_.AddMissingAttributes(a, more);
  EXPECT_EQ(dom_.attributes(a).size(), 3u);
  EXPECT_EQ(dom_.attribute(a, names::kId), "a");
  EXPECT_EQ(dom_.attribute(a, names::kClass), "c");
  EXPECT_TRUE(dom_.HasAttribute(a, names::kLang));
  EXPECT_FALSE(dom_.HasAttribute(a, names::kHref));
  EXPECT_EQ(dom_.attributes(b).size(), 1u);
}

TEST_F(DomTest, CheckFindsFaults) {
  const NodeId a = Element(names::kDiv);
  const NodeId b = Element(names::kP);
  dom_.Append(kDocumentNode, a);
  dom_.Append(a, b);
  EXPECT_EQ(CheckTree(dom_), "");
  dom_.mutable_node(b).parent = kDocumentNode;
  EXPECT_NE(CheckTree(dom_), "");
  dom_.mutable_node(b).parent = a;
  dom_.mutable_node(b).source_end = 9;
  EXPECT_NE(CheckTree(dom_), "");
  dom_.mutable_node(b).source_end = 0;
  dom_.mutable_node(b).first_child = dom_.mutable_node(b).last_child = a;
  EXPECT_NE(CheckTree(dom_), "");
}

TEST(DomReadingTest, Walks) {
  Parser parser;
  (void)parser.Parse("<body><div id=a><p>x<b>y</b></p></div><p id=c>z");
  const Dom& dom = parser.dom();
  const NodeId body = dom.FindFirst(names::kBody);
  std::string order;
  for (NodeId id = dom.Next(body, body); id != kNoNode; id = dom.Next(id, body)) {
    order += dom.node(id).type == NodeType::kText ? dom.text(id) : dom.name(id);
    order += ' ';
  }
  EXPECT_EQ(order, "div p x b y p z ");
  const NodeId div = dom.FindFirst(names::kDiv);
  EXPECT_EQ(dom.attribute(dom.NextSkippingChildren(div, body), names::kId), "c");
  EXPECT_EQ(dom.NextSkippingChildren(div, div), kNoNode);
  EXPECT_EQ(dom.FindFirst(names::kTable), kNoNode);
  EXPECT_EQ(dom.FindFirst(names::kP, dom.NextSkippingChildren(div, body)), kNoNode)
      << "the root itself is not searched";
  EXPECT_EQ(dom.attribute(div, names::kClass), "");
  EXPECT_EQ(dom.text(div), "");
  EXPECT_TRUE(dom.attributes(dom.node(div).first_child).empty());
}

TEST(DomReadingTest, AnEmptyParserHasADocument) {
  const Parser parser;
  EXPECT_EQ(parser.dom().node_count(), 1u);
  EXPECT_EQ(DumpTree(parser.dom()), "");
}

// Attributes in the order of UTF-16 code units: U+FF5E comes after U+1F600.
TEST(DumpTest, AttributesAreSorted) {
  Parser parser;
  (void)parser.Parse("<p \xEF\xBD\x9E=1 \xF0\x9F\x98\x80=2 b=3 a=4 aa=5>");
  EXPECT_EQ(DumpTree(parser.dom(), parser.dom().FindFirst(names::kBody)),
            "| <p>\n|   a=\"4\"\n|   aa=\"5\"\n|   b=\"3\"\n|   \xF0\x9F\x98\x80=\"2\"\n"
            "|   \xEF\xBD\x9E=\"1\"");
}

}  // namespace
}  // namespace tamis::html
