#include "html/dom/dom.h"

#include <gtest/gtest.h>

#include <string>

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
    const std::string_view text = text_.View({begin, size});
    return dom_.CreateText({begin, size}, text.find_first_not_of(' ') == text.npos);
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
  EXPECT_TRUE(dom_.AppendText(t, {3, 2}, false));
  EXPECT_EQ(dom_.text(t), "bcde");
  EXPECT_EQ(text_.next_address(), 8u) << "nothing was copied";
}

TEST_F(DomTest, TextGrowsInTheSideBuffer) {
  const NodeId t = TextNode(0, 2);
  std::string want = "ab";
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(dom_.AppendText(t, {5, 2}, false));
    want += "fg";
    const TextSpan side = text_.Append("&");
    EXPECT_TRUE(dom_.AppendText(t, side, false));
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
  EXPECT_TRUE(dom_.AppendText(t, side, false));
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

TEST_F(DomTest, KindsOfAttributes) {
  const Attribute first[] = {{names::kId, {0, 1}, Namespace::kNone},
                             {names::kLang, {1, 1}, Namespace::kNone},
                             {names_.Intern("data-x"), {1, 1}, Namespace::kNone}};
  const Attribute more[] = {{names::kAriaHidden, {2, 1}, Namespace::kNone},
                            {names::kItemprop, {3, 1}, Namespace::kNone}};
  const NodeId a = dom_.CreateElement(names::kHtml, Namespace::kHtml, first);
  const NodeId like = dom_.CreateElementLike(a);
  EXPECT_EQ(dom_.node(a).flags, kNodeHasId);
  EXPECT_EQ(dom_.node(like).flags, kNodeHasId);
  dom_.AddMissingAttributes(a, more);
  dom_.mutable_node(a).flags |= kNodeOpen | kNodeShadowHost;
  EXPECT_EQ(dom_.node(dom_.CreateCopy(a)).flags,
            kNodeImplied | kNodeHasId | kNodeHides | kNodeHasItem);
  EXPECT_EQ(dom_.node(like).flags, kNodeHasId);
  EXPECT_EQ(dom_.node(Element(names::kP)).flags, 0);
}

TEST_F(DomTest, NamesOfThePage) {
  const Attribute id[] = {{names::kId, {0, 1}, Namespace::kNone}};
  dom_.CreateElement(names::kTitle, Namespace::kHtml, id);
  EXPECT_TRUE(dom_.MayHaveTag(names::kTitle));
  EXPECT_FALSE(dom_.MayHaveTag(names::kP));
  EXPECT_TRUE(dom_.MayHaveAttribute(names::kId));
  EXPECT_FALSE(dom_.MayHaveAttribute(names::kTitle)) << "a tag, no attribute";
  EXPECT_TRUE(dom_.MayHaveAttribute(names_.Intern("data-x")));
  dom_.Reset(&text_, &names_);
  EXPECT_FALSE(dom_.MayHaveTag(names::kTitle));
  EXPECT_FALSE(dom_.MayHaveAttribute(names::kId));
}

TEST_F(DomTest, BlankTexts) {
  text_.Reset("  x  y");
  const NodeId t = TextNode(0, 1);
  EXPECT_TRUE(dom_.AppendText(t, {1, 1}, true));
  EXPECT_EQ(dom_.node(t).flags, kNodeBlank);
  EXPECT_TRUE(dom_.AppendText(t, {3, 2}, true));
  EXPECT_EQ(dom_.text(t), "    ");
  EXPECT_EQ(dom_.node(t).flags, kNodeBlank | kNodeTextGrows);
  EXPECT_EQ(dom_.node(dom_.CreateCopy(t)).flags, kNodeImplied | kNodeBlank);
  EXPECT_TRUE(dom_.AppendText(t, {5, 1}, false));
  EXPECT_EQ(dom_.node(t).flags, kNodeTextGrows);
  EXPECT_TRUE(dom_.AppendText(t, {0, 2}, true));
  EXPECT_EQ(dom_.node(t).flags, kNodeTextGrows) << "what held a letter holds it still";
  const NodeId u = TextNode(0, 2);
  EXPECT_TRUE(dom_.AppendText(u, {2, 1}, false));
  EXPECT_EQ(dom_.node(u).flags, 0) << "touching pieces";
}

TEST_F(DomTest, CheckFindsWrongFlags) {
  const NodeId a = Element(names::kDiv);
  const NodeId t = TextNode(0, 2);
  dom_.Append(kDocumentNode, a);
  dom_.Append(a, t);
  EXPECT_EQ(CheckTree(dom_), "");
  dom_.mutable_node(t).flags = kNodeBlank;
  EXPECT_NE(CheckTree(dom_), "");
  dom_.mutable_node(t).flags = 0;
  dom_.mutable_node(a).flags = kNodeHasClass;
  EXPECT_NE(CheckTree(dom_), "");
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
