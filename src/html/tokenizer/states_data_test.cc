// Text states, row by row. https://html.spec.whatwg.org/#data-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kRcdata = ContentModel::kRcdata;
constexpr auto kRawtext = ContentModel::kRawtext;
constexpr auto kPlaintext = ContentModel::kPlaintext;
constexpr auto kCdata = ContentModel::kCdataSection;

constexpr StateCase kCases[] = {
    {"data: nothing", "", "", ""},
    {"data: text", "one two", "'one two'", ""},
    {"data: null is a token of its own", "a\0b"sv, "'a' NUL 'b'", "unexpected-null-character@1"},
    {"data: nulls only", "\0\0"sv, "NUL NUL",
     "unexpected-null-character@0 unexpected-null-character@1"},
    {"data: CR LF", "a\r\nb", "'a\\nb'", ""},
    {"data: CR", "a\rb\r", "'a\\nb\\n'", ""},
    {"data: CR CR LF LF", "\r\r\n\n", "'\\n\\n\\n'", ""},
    {"data: CR LF first", "\r\na", "'\\na'", ""},
    {"data: reference", "a&amp;b", "'a&b'", ""},
    {"data: reference at the end", "a&lt;", "'a<'", ""},
    {"data: no reference", "a & b &", "'a & b &'", ""},
    {"data: reference between newlines", "\r\n&gt;\r\n", "'\\n>\\n'", ""},
    {"data: not UTF-8", "a\xFF\x80<b>", "'a\xFF\x80' <b>", ""},
    {"data: CDATA is not known here", "]]>", "']]>'", ""},

    {"rcdata: tags are text", "<b>&amp;</b>", "'<b>&</b>'", "", kRcdata, "title"},
    {"rcdata: null", "a\0b"sv,
     "'a\xEF\xBF\xBD"
     "b'",
     "unexpected-null-character@1", kRcdata, "title"},
    {"rcdata: its end tag", "a</title>b", "'a' </title> 'b'", "", kRcdata, "title"},
    {"rcdata: its end tag in capitals", "a</TiTLE\t>", "'a' </title>", "", kRcdata, "title"},
    {"rcdata: end tag with newline", "</title\r\n>", "</title>", "", kRcdata, "title"},
    {"rcdata: end tag with solidus", "</title/>", "</title>", "end-tag-with-trailing-solidus@8",
     kRcdata, "title"},
    {"rcdata: end tag with attribute", "</title a>", "</title>", "end-tag-with-attributes@9",
     kRcdata, "title"},
    {"rcdata: longer name", "</titles>", "'</titles>'", "", kRcdata, "title"},
    {"rcdata: shorter name", "</titl>", "'</titl>'", "", kRcdata, "title"},
    {"rcdata: other name", "</a>", "'</a>'", "", kRcdata, "title"},
    {"rcdata: cut behind the name", "</title", "'</title'", "", kRcdata, "title"},
    {"rcdata: cut in the end tag", "a</title ", "'a'", "eof-in-tag@9", kRcdata, "title"},
    {"rcdata: no last start tag", "</title>", "'</title>'", "", kRcdata},
    {"rcdata: less-than signs", "<</</<title", "'<</</<title'", "", kRcdata, "title"},
    {"rcdata: newline", "a\r\nb\r", "'a\\nb\\n'", "", kRcdata, "title"},

    {"rawtext: references are text", "&amp;<b>", "'&amp;<b>'", "", kRawtext, "style"},
    {"rawtext: null", "\0"sv, "'\xEF\xBF\xBD'", "unexpected-null-character@0", kRawtext, "style"},
    {"rawtext: its end tag", "<!--</style>-->", "'<!--' </style> '-->'", "", kRawtext, "style"},
    {"rawtext: newline", "\r\n\r</style>", "'\\n\\n' </style>", "", kRawtext, "style"},

    {"plaintext: all is text", "</plaintext>&amp;<!--", "'</plaintext>&amp;<!--'", "", kPlaintext,
     "plaintext"},
    {"plaintext: null and newline", "\0\r\n"sv, "'\xEF\xBF\xBD\\n'", "unexpected-null-character@0",
     kPlaintext},

    {"cdata: to its end", "<b>&amp;]]>c", "'<b>&amp;c'", "", kCdata},
    {"cdata: empty", "]]>", "", "", kCdata},
    {"cdata: brackets", "]a]]b]]]>", "']a]]b]'", "", kCdata},
    {"cdata: null is left to the tree builder, error and all", "a\0]]>"sv, "'a' NUL", "", kCdata},
    {"cdata: newline", "a\r\n\rb]]>", "'a\\n\\nb'", "", kCdata},
    {"cdata: end of file", "a]]", "'a]]'", "eof-in-cdata@3", kCdata},
    {"cdata: end of file, nothing", "", "", "eof-in-cdata@0", kCdata},
    {"cdata: allowed", "<![CDATA[x<y]]>z", "'x<yz'", "", ContentModel::kData, "", true},
    {"cdata: not allowed", "<![CDATA[x]]>", "<!--[CDATA[x]]-->", "cdata-in-html-content@8"},
    {"cdata: case counts", "<![cdata[x]]>", "<!--[cdata[x]]-->", "incorrectly-opened-comment@2",
     ContentModel::kData, "", true},

    {"input stream: control", "a\x01\x7F\xC2\x80", "'a\x01\x7F\xC2\x80'",
     "control-character-in-input-stream@1 control-character-in-input-stream@2 "
     "control-character-in-input-stream@3"},
    {"input stream: whitespace is none", "\t\n\f\r ", "'\t\\n\f\\n '", ""},
    {"input stream: noncharacter", "\xEF\xB7\x90\xEF\xBF\xBE\xF4\x8F\xBF\xBF",
     "'\xEF\xB7\x90\xEF\xBF\xBE\xF4\x8F\xBF\xBF'",
     "noncharacter-in-input-stream@0 noncharacter-in-input-stream@3 "
     "noncharacter-in-input-stream@6"},
    {"input stream: surrogate", "\xED\xA0\x80", "'\xED\xA0\x80'", "surrogate-in-input-stream@0"},
    {"input stream: before the state's error", "<\x01", "'<\x01'",
     "control-character-in-input-stream@1 invalid-first-character-of-tag-name@1"},
};

class DataStatesTest : public testing::TestWithParam<StateCase> {};
TEST_P(DataStatesTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, DataStatesTest, testing::ValuesIn(kCases));

// Plain text must not be copied, and must come in one piece.
TEST(TextRunTest, PlainTextIsAViewOfThePage) {
  struct Row {
    std::string_view page;
    TextSpan text;  // of the first token
  };
  constexpr Row kRows[] = {
      {"plain text of some length<b>", {0, 25}},
      {"a", {0, 1}},
      {"\r\n   <b>", {1, 4}},  // the CR of a leading CR LF is left out
      {"a & b &unknown; c<b>", {0, 17}},
      {"\xC3\xA4\xFF<b>", {0, 3}},
      {"a < b", {0, 2}},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.page);
    TextStore store;
    NameTable names;
    Tokenizer tokenizer;
    Token token;
    store.Reset(row.page);
    names.Reset();
    tokenizer.Reset(&store, &names);
    tokenizer.Next(token);
    EXPECT_EQ(token.text.begin, row.text.begin);
    EXPECT_EQ(token.text.size, row.text.size);
    EXPECT_TRUE(store.side().empty());
  }
}

TEST(TokenizerTest, EndOfFileRepeats) {
  TextStore store;
  NameTable names;
  Tokenizer tokenizer;
  Token token;
  store.Reset("a");
  names.Reset();
  tokenizer.Reset(&store, &names);
  tokenizer.Next(token);
  for (int i = 0; i < 3; ++i) {
    tokenizer.Next(token);
    EXPECT_EQ(token.type, TokenType::kEndOfFile);
    EXPECT_EQ(token.source_begin, 1u);
    EXPECT_EQ(token.source_end, 1u);
  }
}

}  // namespace
}  // namespace tamis::html
