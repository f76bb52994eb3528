#include "metadata/sources/telling_nodes.h"

#include <string>

#include <gtest/gtest.h>

#include "html/tree/parser.h"
#include "metadata/sources/visible.h"

namespace tamis::metadata {
namespace {

// The tags of the elements below <body> that may say something, and the texts, in their order.
std::string Telling(const std::string& body) {
  html::Parser parser;
  const std::string page = "<body>" + body;
  static_cast<void>(parser.Parse(page));
  const html::Dom& dom = parser.dom();
  TellingNodes nodes;
  std::string found;
  for (const html::NodeId id : nodes.Find(dom)) {
    const bool text = dom.node(id).type == html::NodeType::kText;
    const std::string name =
        text ? "'" + std::string(dom.text(id)) + "'" : std::string(dom.name(id));
    if (name != "html" && name != "body") found.append(found.empty() ? "" : " ").append(name);
  }
  return found;
}

TEST(TellingNodes, ElementsByTagAndAttributes) {
  EXPECT_EQ(Telling("<p><b id=x><div class=y><a href=/z><img src=a.png>"), "");
  EXPECT_EQ(Telling("<h1></h1><h2></h2><h4></h4><time></time><iframe></iframe>"),
            "h1 h2 time iframe");
  EXPECT_EQ(Telling("<b itemprop=x></b><i property=y></i><p rel=author></p>"), "b i");
  EXPECT_EQ(Telling("<a href=/></a><a rel=x></a><a href=/author/x></a>"), "a a");
  EXPECT_EQ(Telling("<div class=byline></div><svg><a class=byline rel=author></a></svg>"), "div");
}

TEST(TellingNodes, Texts) {
  EXPECT_EQ(Telling("<p>lorem<p>by Ann<p> \n<p>in 2021<p>8 and 99"), "'by Ann' 'in 2021'");
  EXPECT_EQ(Telling("<p>\n  By Ann"), "'\n  By Ann'");
  const std::string lengthy(kLongTextBytes, 'x');
  EXPECT_EQ(Telling("<p>" + lengthy + "<p>" + lengthy.substr(1)), "'" + lengthy + "'");
}

TEST(TellingNodes, TextsNearAMainHeading) {
  const std::string text = "<p>3 days ago</p><p>yesterday</p><p>a longer line without</p>";
  EXPECT_EQ(Telling(text), "");
  EXPECT_EQ(Telling("<h1></h1>" + text), "h1 '3 days ago' 'yesterday'");
  std::string far;
  for (html::NodeId i = 0; i < kNearHeading; ++i) far += "<br>";
  EXPECT_EQ(Telling("<h1></h1>" + far + text), "h1");
}

// What decides is one exact look at what the cheap one lets through: it must not hold back more.
TEST(TellingNodes, DigitsOfDatesAnywhere) {
  for (const std::string date : {"2021", "04.03.21", "04/03/21", "1999"}) {
    for (size_t before = 0; before < 150; ++before) {
      const std::string text = std::string(before, 'x') + date;
      ASSERT_TRUE(MayHoldYear(text)) << text;
      EXPECT_TRUE(MayHoldVisibleDate(text, false, {})) << text;
      EXPECT_TRUE(MayHoldVisibleDate(text + "y", false, {})) << text;
      const std::string page = text + "2021-2021-2021-2021-2021";
      EXPECT_TRUE(MayHoldVisibleDate(std::string_view(page).substr(0, text.size()), false,
                                     simd::Readable(page)));
    }
  }
  for (const std::string none : {"", "1", "1 2 3 4", "202", "04.0.21", "x19"}) {
    for (size_t before = 0; before <= 64 - none.size(); ++before) {
      const std::string page = std::string(before, 'x') + none + "2021-2021-2021-2021-2021";
      const std::string_view text = std::string_view(page).substr(0, before + none.size());
      EXPECT_FALSE(MayHoldVisibleDate(text, false, simd::Readable(page))) << text;
    }
  }
}

}  // namespace
}  // namespace tamis::metadata
