// Tag states, row by row. https://html.spec.whatwg.org/#tag-open-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr StateCase kCases[] = {
    {"tag open: start tag", "<b>", "<b>", ""},
    {"tag open: end of file", "a<", "'a<'", "eof-before-tag-name@2"},
    {"tag open: digit", "<1>", "'<1>'", "invalid-first-character-of-tag-name@1"},
    {"tag open: space", "a < b", "'a < b'", "invalid-first-character-of-tag-name@3"},
    {"tag open: another", "<<b>", "'<' <b>", "invalid-first-character-of-tag-name@1"},
    {"tag open: reference behind it", "<&lt;", "'<<'", "invalid-first-character-of-tag-name@1"},
    {"tag open: null behind it", "<\0"sv, "'<' NUL",
     "invalid-first-character-of-tag-name@1 unexpected-null-character@1"},
    {"tag open: not ASCII", "<\xC3\xA9>", "'<\xC3\xA9>'", "invalid-first-character-of-tag-name@1"},

    {"end tag open: end tag", "</b>", "</b>", ""},
    {"end tag open: nothing", "a</>b", "'ab'", "missing-end-tag-name@3"},
    {"end tag open: end of file", "</", "'</'", "eof-before-tag-name@2"},
    {"end tag open: other", "</1>", "<!--1-->", "invalid-first-character-of-tag-name@2"},
    {"end tag open: space", "</ b>", "<!-- b-->", "invalid-first-character-of-tag-name@2"},
    {"end tag open: newline", "</\r\nb>", "<!--\\nb-->", "invalid-first-character-of-tag-name@2"},

    {"tag name: capitals", "<DiV></DIV>", "<div> </div>", ""},
    {"tag name: any characters", "<a\"'<=b>", "<a\"'<=b>", ""},
    {"tag name: null", "<a\0b>"sv,
     "<a\xEF\xBF\xBD"
     "b>",
     "unexpected-null-character@2"},
    {"tag name: not ASCII, no case", "<a\xC3\x89>", "<a\xC3\x89>", ""},
    {"tag name: unknown", "<x-Long-Unknown-Name/>", "<x-long-unknown-name/>", ""},
    {"tag name: end of file", "a<b", "'a'", "eof-in-tag@3"},
    {"tag name: end of file in an end tag", "</b", "", "eof-in-tag@3"},

    {"before attribute name: spaces", "<a \t\f\r\n >", "<a>", ""},
    {"before attribute name: equals sign", "<a =b>", "<a =b=\"\">",
     "unexpected-equals-sign-before-attribute-name@3"},
    {"before attribute name: equals sign, value", "<a ==b>", "<a ==\"b\">",
     "unexpected-equals-sign-before-attribute-name@3"},
    {"before attribute name: end of file", "<a ", "", "eof-in-tag@3"},

    {"attribute name: without value", "<a b>", "<a b=\"\">", ""},
    {"attribute name: two", "<a b c>", "<a b=\"\" c=\"\">", ""},
    {"attribute name: capitals", "<a HREF=X>", "<a href=\"X\">", ""},
    {"attribute name: SVG capitals are lowered too", "<svg viewBox=\"0\">", "<svg viewbox=\"0\">",
     ""},
    {"attribute name: null", "<a b\0=c>"sv, "<a b\xEF\xBF\xBD=\"c\">",
     "unexpected-null-character@4"},
    {"attribute name: quote", "<a b\"='c'>", "<a b\"=\"c\">",
     "unexpected-character-in-attribute-name@4"},
    {"attribute name: less-than sign", "<a <b>", "<a <b=\"\">",
     "unexpected-character-in-attribute-name@3"},
    {"attribute name: duplicate", "<a b=1 c B=2>", "<a b=\"1\" c=\"\">", "duplicate-attribute@10"},
    {"attribute name: duplicate without value", "<a b b>", "<a b=\"\">", "duplicate-attribute@6"},
    {"attribute name: duplicate of an unknown one", "<a data-x=1 data-x=2>", "<a data-x=\"1\">",
     "duplicate-attribute@18"},
    {"attribute name: end of file", "<a b", "", "eof-in-tag@4"},

    {"after attribute name: spaces", "<a b = c>", "<a b=\"c\">", ""},
    {"after attribute name: next", "<a b \n c>", "<a b=\"\" c=\"\">", ""},
    {"after attribute name: solidus", "<a b />", "<a b=\"\"/>", ""},
    {"after attribute name: end of file", "<a b ", "", "eof-in-tag@5"},

    {"before attribute value: none", "<a b=>", "<a b=\"\">", "missing-attribute-value@5"},
    {"before attribute value: none, behind spaces", "<a b= \t>", "<a b=\"\">",
     "missing-attribute-value@7"},
    {"before attribute value: end of file", "<a b=", "", "eof-in-tag@5"},

    {"double quoted: plain", "<a b=\"c d'>\">", "<a b=\"c d'>\">", ""},
    {"double quoted: empty", "<a b=\"\">", "<a b=\"\">", ""},
    {"double quoted: reference", "<a b=\"1&amp;2\">", "<a b=\"1&2\">", ""},
    {"double quoted: no reference before a letter", "<a b=\"?a&copy=1&copyx\">",
     "<a b=\"?a&copy=1&copyx\">", ""},
    {"double quoted: reference without semicolon", "<a b=\"&copy-\">", "<a b=\"\xC2\xA9-\">",
     "missing-semicolon-after-character-reference@11"},
    {"double quoted: null", "<a b=\"\0\">"sv, "<a b=\"\xEF\xBF\xBD\">",
     "unexpected-null-character@6"},
    {"double quoted: newlines", "<a b=\"\r\nc\rd\r\n\">", "<a b=\"\\nc\\nd\\n\">", ""},
    {"double quoted: end of file", "<a b=\"c>", "", "eof-in-tag@8"},
    {"single quoted: plain", "<a b='c \"d'>", "<a b=\"c \"d\">", ""},
    {"single quoted: reference and null", "<a b='&lt;\0'>"sv, "<a b=\"<\xEF\xBF\xBD\">",
     "unexpected-null-character@10"},
    {"single quoted: end of file", "<a b='", "", "eof-in-tag@6"},

    {"unquoted: plain", "<a b=c/d>", "<a b=\"c/d\">", ""},
    {"unquoted: ends with space", "<a b=c\r\nd=e>", "<a b=\"c\" d=\"e\">", ""},
    {"unquoted: reference", "<a b=&lt;c&amp>", "<a b=\"<c&\">",
     "missing-semicolon-after-character-reference@14"},
    {"unquoted: reference of the whole value", "<a b=&#65;>", "<a b=\"A\">", ""},
    {"unquoted: null", "<a b=c\0>"sv, "<a b=\"c\xEF\xBF\xBD\">", "unexpected-null-character@6"},
    {"unquoted: characters", "<a b=c\"'<=`>", "<a b=\"c\"'<=`\">",
     "unexpected-character-in-unquoted-attribute-value@6 "
     "unexpected-character-in-unquoted-attribute-value@7 "
     "unexpected-character-in-unquoted-attribute-value@8 "
     "unexpected-character-in-unquoted-attribute-value@9 "
     "unexpected-character-in-unquoted-attribute-value@10"},
    {"unquoted: end of file", "<a b=c", "", "eof-in-tag@6"},
    {"unquoted: duplicate", "<a b=1 b=2 c=3>", "<a b=\"1\" c=\"3\">", "duplicate-attribute@8"},

    {"after quoted value: no space", "<a b='c'd>", "<a b=\"c\" d=\"\">",
     "missing-whitespace-between-attributes@8"},
    {"after quoted value: solidus", "<a b='c'/>", "<a b=\"c\"/>", ""},
    {"after quoted value: end of file", "<a b='c'", "", "eof-in-tag@8"},

    {"self-closing", "<br/>", "<br/>", ""},
    {"self-closing: more", "<a/b/c>", "<a b=\"\" c=\"\">",
     "unexpected-solidus-in-tag@3 unexpected-solidus-in-tag@5"},
    {"self-closing: another", "<a//>", "<a/>", "unexpected-solidus-in-tag@3"},
    {"self-closing: end of file", "<a/", "", "eof-in-tag@3"},
    {"self-closing: end tag", "</a/>", "</a>", "end-tag-with-trailing-solidus@4"},
    {"end tag: attributes are dropped", "</a b=c d>", "</a>", "end-tag-with-attributes@9"},
    {"end tag: both", "</a b/>", "</a>",
     "end-tag-with-attributes@6 end-tag-with-trailing-solidus@6"},

    {"a whole page", "<p class=\"x y\">one <b>two</b></p>",
     "<p class=\"x y\"> 'one ' <b> 'two' </b> </p>", ""},
};

class TagStatesTest : public testing::TestWithParam<StateCase> {};
TEST_P(TagStatesTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, TagStatesTest, testing::ValuesIn(kCases));

// The common path needs some bytes behind a tag, so every row is tried with text behind it too.
class PaddedTagTest : public testing::TestWithParam<StateCase> {};
TEST_P(PaddedTagTest, CommonPathAgreesWithTheStates) {
  for (const std::string_view ending : {"", ">", "\">", "'>", " x>"}) {
    StateCase c = GetParam();
    const std::string input = std::string(c.input) + std::string(ending) + std::string(100, '.');
    c.input = input;
    SCOPED_TRACE(input);
    EXPECT_EQ(TokensOf(c, Way::kCommonPath), TokensOf(c, Way::kStatesOnly));
  }
}
INSTANTIATE_TEST_SUITE_P(Html, PaddedTagTest, testing::ValuesIn(kCases));

TEST(AttributesTest, ManyDuplicatesTakeLinearTime) {
  std::string page = "<a";
  for (int i = 0; i < 100000; ++i) page += " x" + std::to_string(i) + " id";
  page += "></a>";
  TextStore store;
  NameTable names;
  Tokenizer tokenizer;
  Token token;
  store.Reset(page);
  names.Reset();
  tokenizer.Reset(&store, &names);
  tokenizer.Next(token);
  EXPECT_EQ(token.attributes.size(), 100001u);
  EXPECT_TRUE(token.has_duplicate_attributes);
  tokenizer.Next(token);
  EXPECT_EQ(token.type, TokenType::kEndTag);
  EXPECT_FALSE(token.has_duplicate_attributes);
}

}  // namespace
}  // namespace tamis::html
