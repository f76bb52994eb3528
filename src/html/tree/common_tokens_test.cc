// What common_tokens.cc takes must come out as the modes of the standard give it. A page whose
// errors are collected never comes there: random pages, with and without, must give one tree.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kPieces[] = {
    "<div>",
    "</div>",
    "<div class='x y' id=\"z\">",
    "<p>",
    "</p>",
    "<a href=\"/some/where?a=1&amp;b=2\">",
    "</a>",
    "<b>",
    "</b>",
    "</B>",
    "<i>",
    "</i>",
    "<em class=e>",
    "</em>",
    "<nobr>",
    "</nobr>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<h1>",
    "</h1>",
    "</h2>",
    "<span>",
    "</span>",
    "<section>",
    "</section>",
    "<x-custom>",
    "</x-custom>",
    "<blockquote>",
    "</blockquote>",
    "<form>",
    "</form>",
    "<button>",
    "</button>",
    "<select>",
    "<option>",
    "</option>",
    "</select>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<svg>",
    "<path d=\"M0\"/>",
    "<title>",
    "</title>",
    "</svg>",
    "<math><mi>",
    "</math>",
    "<template>",
    "</template>",
    "<object>",
    "</object>",
    "<pre>",
    "</pre>",
    "<textarea>",
    "</textarea>",
    "<script>",
    "</script>",
    "<noscript>",
    "</noscript>",
    "<br>",
    "</br>",
    "<hr/>",
    "<img src=\"i.png\" alt>",
    "<image>",
    "<input type=hidden>",
    "<frameset>",
    "<body class=b>",
    "</body>",
    "<html lang=en>",
    "</html>",
    "</div >",
    "</div x=y>",
    "</",
    "<",
    "<!-- c -->",
    "<?pi x>",
    "<![CDATA[x]]>",
    " ",
    "\n",
    "\n  \t\f ",
    "                                ",
    "x",
    "some plain text that goes on for a while, longer than two blocks",
    "\xC3\xA4",
    "&amp;",
    "&nbsp;",
    "\r\n",
    "\0"sv,
};

std::string RandomPage(std::mt19937& random) {
  std::uniform_int_distribution<size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> count(1, 80);
  std::string page = "<!DOCTYPE html><body>";
  for (int n = count(random); n > 0; --n) page += kPieces[piece(random)];
  // Short of the page's end the tokenizer leaves everything to the states.
  return page + std::string(40, '.');
}

void ExpectSameNodes(const Dom& a, const Dom& b) {
  ASSERT_EQ(a.node_count(), b.node_count());
  for (NodeId id = 0; id < a.node_count(); ++id) {
    const Node &x = a.node(id), &y = b.node(id);
    EXPECT_EQ(x.flags, y.flags) << id;
    EXPECT_EQ(x.source_begin, y.source_begin) << id;
    EXPECT_EQ(x.source_end, y.source_end) << id;
    EXPECT_EQ(x.open_tag_end, y.open_tag_end) << id;
  }
  EXPECT_EQ(DumpTree(a), DumpTree(b));
}

TEST(CommonTokensTest, AgreeWithTheModesOnRandomPages) {
  std::mt19937 random(20261124);
  Parser common, by_modes;
  for (int i = 0; i < 20000; ++i) {
    const std::string page = RandomPage(random);
    const ParseResult a = common.Parse(page);
    const ParseResult b = by_modes.Parse(page, {.collect_errors = true});
    EXPECT_EQ(a.status.code(), b.status.code());
    EXPECT_EQ(a.quirks, b.quirks);
    EXPECT_EQ(CheckTree(common.dom()), "");
    ExpectSameNodes(common.dom(), by_modes.dom());
    ASSERT_FALSE(testing::Test::HasFailure()) << testing::PrintToString(page);
  }
}

// Limits end both trees at the same token.
TEST(CommonTokensTest, AgreeOnLimits) {
  std::string page = "<!DOCTYPE html><body>";
  for (int i = 0; i < 300; ++i) page += "<div><p>x</p> <b>y</b>";
  Parser common, by_modes;
  for (const uint32_t max_nodes : {64u, 65u, 100u, 333u, 1000u, 100000u}) {
    for (const uint32_t max_depth : {16u, 100u, 512u}) {
      const ParseOptions options{.max_nodes = max_nodes, .max_depth = max_depth};
      ParseOptions with_errors = options;
      with_errors.collect_errors = true;
      const ParseResult a = common.Parse(page, options);
      const ParseResult b = by_modes.Parse(page, with_errors);
      EXPECT_EQ(a.status.code(), b.status.code());
      EXPECT_EQ(a.status.offset(), b.status.offset());
      ExpectSameNodes(common.dom(), by_modes.dom());
      ASSERT_FALSE(testing::Test::HasFailure()) << max_nodes << ' ' << max_depth;
    }
  }
}

// A page cut anywhere: no byte behind it is touched, each run is on an exact-size copy.
TEST(CommonTokensTest, AgreeOnEveryPrefix) {
  const std::string page =
      "<!DOCTYPE html><body><div id=\"a\"><p class=\"x y z\">Text &amp; <b>more</b> of it</p>  \n"
      "<a href=\"https://example.org/a/long/address/of/more/than/one/block\">x</a></div></body>";
  Parser common, by_modes;
  for (size_t size = 0; size <= page.size(); ++size) {
    const std::string prefix = page.substr(0, size);
    (void)common.Parse(prefix);
    (void)by_modes.Parse(prefix, {.collect_errors = true});
    ExpectSameNodes(common.dom(), by_modes.dom());
    ASSERT_FALSE(testing::Test::HasFailure()) << size;
  }
}

}  // namespace
}  // namespace tamis::html
