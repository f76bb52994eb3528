#include "metadata/sources/bylines.h"

#include <string>

#include <gtest/gtest.h>

#include "base/simd/block16.h"
#include "html/tree/parser.h"

namespace tamis::metadata {
namespace {

struct WordsCase {
  std::string_view line;
  size_t bytes;
};

constexpr WordsCase kLines[] = {
    {"By Ann Lee", 3},      {"by: Ann Lee", 4},
    {"BY ANN LEE", 3},      {"By", 2},
    {"Written by Ann", 11}, {"written by", 10},
    {"Author: ann", 8},     {"Von Anna", 4},
    {"Par Émile", 4},       {"Geschrieben von: Anna", 17},
    {"Автор: Анна", 12},    {"автор Анна", 11},
    {"Текст: Анна", 12},    {"Écrit par Émile", 11},
    {"by the way", 0},      {"Bypass surgery", 0},
    {"Authority", 0},       {"de la casa", 0},
    {"Ann Lee", 0},         {"", 0},
};

TEST(SigningWords, Cases) {
  for (const WordsCase& c : kLines) EXPECT_EQ(SigningWords(c.line), c.bytes) << c.line;
}

// The authors that texts and links of the page name, each after its rank: "5 By Ann Lee; ".
std::string Authors(const std::string& html) {
  html::Parser parser;
  static_cast<void>(parser.Parse(html));
  const html::Dom& dom = parser.dom();
  Facts facts;
  facts.Reset();
  std::string scratch;
  for (html::NodeId id = 0; id < dom.node_count(); ++id) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kText) {
      const std::string_view text = simd::WithoutBlanksBefore(dom.text(id));
      if (MaySign(text)) ReadSigningText(dom, id, text, facts, scratch);
    }
    if (node.type == html::NodeType::kElement && node.name == html::names::kA) {
      ReadAuthorLink(dom, id, dom.attribute(id, html::names::kHref), facts, scratch);
    }
  }
  std::string all;
  for (const Fact& fact : facts.Of(Field::kAuthor)) {
    all += std::to_string(fact.rank) + " " + std::string(facts.Value(fact)) + "; ";
  }
  return all;
}

struct Case {
  std::string html;
  std::string_view authors;
};

TEST(Bylines, Cases) {
  const Case cases[] = {
      {"<p>By Ann Lee", "5 By Ann Lee; "},
      {"<p>\n  By   Ann Lee", "5 By Ann Lee; "},
      {"<p>Written by Ann Lee", "4 Written by Ann Lee; "},
      {"<p>By <a href=/x>Ann Lee</a>", "5 By Ann Lee; "},
      {"<p><span>Written by</span> <b>Ann Lee</b>", "4 Written by Ann Lee; "},
      {"<p>Ann wrote it. By Bo", ""},
      {"<p>by and by", ""},
      {"<p>By", ""},
      {"<p>By " + std::string(120, 'X'), ""},
      {"<a href=/author/ann-lee>Ann Lee</a>", "5 Ann Lee; "},
      {"<a href=/en/authors/7>Ann</a>", "5 Ann; "},
      {"<a href=/authority/7>Ann</a>", ""},
      {"<a href=/author/ann></a>", ""},
      {"<a href=/author/ann>" + std::string(61, 'x') + "</a>", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(Authors(c.html), c.authors) << c.html;
}

}  // namespace
}  // namespace tamis::metadata
