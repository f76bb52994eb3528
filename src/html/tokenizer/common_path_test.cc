// The common path and the states of the standard must give the same tokens: random pages made of
// pieces that are likely to part them.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kPieces[] = {
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    "&",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\f",
    "\0"sv,
    "`",
    "?",
    "!",
    "-",
    "--",
    "a",
    "B",
    "div",
    "class",
    "href=",
    "id=\"x\"",
    " b='y'",
    " c=d",
    "&amp;",
    "&amp",
    "&notit;",
    "&#65;",
    "&#x",
    "<p>",
    "</p>",
    "<br/>",
    "<a ",
    "</a ",
    "<!--",
    "-->",
    "<!DOCTYPE ",
    "<?pi ",
    "<script>",
    "</script>",
    "<title>",
    "</title",
    "<style>",
    "</style>",
    "\x01",
    "\x7F",
    "\xC3\xA4",
    "\xFF",
    "data-some-long-name",
    "aria-label=\"A B\"",
    "ARIA-LABEL",
    "some plain text that goes on for a while, longer than a block",
    "\"a value that goes on for a while, longer than a block of thirty-two\"",
};

std::string RandomPage(std::mt19937& random) {
  std::uniform_int_distribution<size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> count(1, 60);
  std::string page;
  for (int n = count(random); n > 0; --n) page += kPieces[piece(random)];
  return page;
}

TEST(CommonPathTest, AgreesWithTheStatesOnRandomPages) {
  std::mt19937 random(20260623);
  for (int i = 0; i < 20000; ++i) {
    const std::string page = RandomPage(random);
    StateCase c{"random", page, {}, {}};
    const std::string states = TokensOf(c, Way::kStatesOnly);
    ASSERT_EQ(TokensOf(c, Way::kCommonPath), states) << testing::PrintToString(page);
    ASSERT_EQ(TokensOf(c, Way::kWithErrors), states) << testing::PrintToString(page);
  }
}

// Names, values and texts that end before, at and behind the border of a block or window.
TEST(CommonPathTest, AgreesWithTheStatesAtEveryLength) {
  const std::string behind(200, '.');
  for (size_t size = 0; size <= 150; ++size) {
    const std::string name(size, 'n'), space(size, ' ');
    const std::string value = name + "\xC3\xA4";
    for (const std::string& page : {
             "<div " + name + "=\"v\" id=\"x\">",
             "<div a" + name + " id=\"x\">",
             "<d" + name + " id=\"x\">",
             "</d" + name + ">",
             "<div class=\"" + value + "\" id=\"x\">",
             "<div class=\"" + value + "&amp;\" id=\"x\"/>",
             "<div class='" + value + "' title=\"" + value + "\">",
             "<div class=" + value + space + ">",
             "<div" + space + ">",
             space + "<p>",
             space + "\f<p>",
             space + "\v<p>",
             space + "\xC2\xA0<p>",
             value + "<p>",
             value + "&amp;" + space + "<p>",
             space + "\r\n" + space + "<p>",
         }) {
      for (const std::string& whole : {page, page + behind, behind + page}) {
        StateCase c{"length", whole, {}, {}};
        ASSERT_EQ(TokensOf(c, Way::kCommonPath), TokensOf(c, Way::kStatesOnly)) << whole;
      }
    }
  }
}

// A page cut anywhere is still read to its end, and no byte behind it is touched (each run is on
// an exact-size copy; AddressSanitizer sees the rest).
TEST(CommonPathTest, AgreesWithTheStatesOnEveryPrefix) {
  constexpr std::string_view kPage =
      "<!DOCTYPE html><html lang=\"en\"><head><title>A &amp; B</title><meta charset=utf-8>"
      "<link rel='stylesheet' href=\"/a.css?x=1&amp;y=2\"></head><body class=\"home page\">\r\n"
      "<!-- note --><p id=p1>Some text &mdash; and <b>more</b> of it.<br/><img src=\"i.png\" "
      "alt='An image' data-original-source=\"https://example.org/image.png\"></p></body></html>";
  for (size_t size = 0; size <= kPage.size(); ++size) {
    StateCase c{"prefix", kPage.substr(0, size), {}, {}};
    ASSERT_EQ(TokensOf(c, Way::kCommonPath), TokensOf(c, Way::kStatesOnly)) << size;
  }
}

// One tokenizer for many pages: nothing of a page may be left for the next.
TEST(CommonPathTest, ReuseLeavesNothingBehind) {
  std::mt19937 random(7);
  TextStore store;
  NameTable names;
  Tokenizer tokenizer;
  for (int i = 0; i < 2000; ++i) {
    const std::string page = RandomPage(random);
    store.Reset(page);
    names.Reset();
    tokenizer.Reset(&store, &names);
    // Without a last start tag nothing ends RCDATA, whatever the page before was.
    const ContentModel model = i % 2 == 0 ? ContentModel::kData : ContentModel::kRcdata;
    tokenizer.SwitchTo(model);
    const std::string reused = TokenDump().Run(tokenizer, store, names);
    StateCase c{"reuse", page, {}, {}, model};
    ASSERT_EQ(reused, TokensOf(c, Way::kCommonPath)) << testing::PrintToString(page);
  }
}

}  // namespace
}  // namespace tamis::html
