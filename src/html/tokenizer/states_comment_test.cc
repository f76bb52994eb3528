// Comment states, row by row. https://html.spec.whatwg.org/#markup-declaration-open-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr StateCase kCases[] = {
    {"markup declaration open: other", "<!x>", "<!--x-->", "incorrectly-opened-comment@2"},
    {"markup declaration open: nothing", "<!>", "<!---->", "incorrectly-opened-comment@2"},
    {"markup declaration open: end of file", "<!", "<!---->", "incorrectly-opened-comment@2"},
    {"markup declaration open: one dash", "<!-a>", "<!---a-->", "incorrectly-opened-comment@2"},
    {"bogus: null and newline", "<!a\0\r\nb\r>"sv, "<!--a\xEF\xBF\xBD\\nb\\n-->",
     "incorrectly-opened-comment@2 unexpected-null-character@3"},
    {"bogus: end of file", "<!a-->b", "<!--a----> 'b'", "incorrectly-opened-comment@2"},

    {"comment", "<!--a-->", "<!--a-->", ""},
    {"comment: empty", "<!---->", "<!---->", ""},
    {"comment: newlines", "<!--\r\na\r-->", "<!--\\na\\n-->", ""},
    {"comment: null", "<!--a\0-->"sv, "<!--a\xEF\xBF\xBD-->", "unexpected-null-character@5"},
    {"comment: markup", "<!--<b>&amp;-->", "<!--<b>&amp;-->", ""},
    {"comment: end of file", "<!--a", "<!--a-->", "eof-in-comment@5"},
    {"comment start: closed at once", "<!-->a", "<!----> 'a'", "abrupt-closing-of-empty-comment@4"},
    {"comment start: end of file", "<!--", "<!---->", "eof-in-comment@4"},
    {"comment start dash: closed at once", "<!--->a", "<!----> 'a'",
     "abrupt-closing-of-empty-comment@5"},
    {"comment start dash: end of file", "<!---", "<!---->", "eof-in-comment@5"},
    {"comment start dash: data", "<!---a-->", "<!---a-->", ""},
    {"less-than sign", "<!--<<!a<!-b-->", "<!--<<!a<!-b-->", ""},
    {"less-than sign bang dash dash: nested", "<!--<!--a-->", "<!--<!--a-->", "nested-comment@8"},
    {"less-than sign bang dash dash: end", "<!--<!-->a", "<!--<!--> 'a'", ""},
    {"less-than sign bang dash dash: end of file", "<!--<!--", "<!--<!-->", "eof-in-comment@8"},
    {"less-than sign bang dash: end of file", "<!--<!-", "<!--<!-->", "eof-in-comment@7"},
    {"end dash: data", "<!--a-b-->", "<!--a-b-->", ""},
    {"end dash: end of file", "<!--a-", "<!--a-->", "eof-in-comment@6"},
    {"end: data", "<!--a--b-->", "<!--a--b-->", ""},
    {"end: more dashes", "<!--a--->", "<!--a--->", ""},
    {"end: end of file", "<!--a--", "<!--a-->", "eof-in-comment@7"},
    {"end bang: closed", "<!--a--!>b", "<!--a--> 'b'", "incorrectly-closed-comment@8"},
    {"end bang: dash", "<!--a--!-->", "<!--a--!-->", ""},
    {"end bang: data", "<!--a--!b-->", "<!--a--!b-->", ""},
    {"end bang: end of file", "<!--a--!", "<!--a-->", "eof-in-comment@8"},
};

class CommentStatesTest : public testing::TestWithParam<StateCase> {};
TEST_P(CommentStatesTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, CommentStatesTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::html
