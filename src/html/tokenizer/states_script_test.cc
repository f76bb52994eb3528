// Script data states, row by row. https://html.spec.whatwg.org/#script-data-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kScript = ContentModel::kScriptData;

constexpr StateCase kCases[] = {
    {"script: to its end tag", "a<b</script>c", "'a<b' </script> 'c'", "", kScript, "script"},
    {"script: capitals and newline", "</SCRIPT\r\n>", "</script>", "", kScript, "script"},
    {"script: other end tags are text", "'</div>'</script>", "''</div>'' </script>", "", kScript,
     "script"},
    {"script: null and newline", "\0\r\n</script>"sv, "'\xEF\xBF\xBD\\n' </script>",
     "unexpected-null-character@0", kScript, "script"},
    {"script: end of file", "a</script", "'a</script'", "", kScript, "script"},
    {"escape start: not", "<!a</script>", "'<!a' </script>", "", kScript, "script"},
    {"escape start dash: not", "<!-a</script>", "'<!-a' </script>", "", kScript, "script"},
    {"escaped: the end tag still counts", "<!--a</script>-->", "'<!--a' </script> '-->'", "",
     kScript, "script"},
    {"escaped: other end tag", "<!--</b></script>", "'<!--</b>' </script>", "", kScript, "script"},
    {"escaped: over", "<!--a--><script></script>", "'<!--a--><script>' </script>", "", kScript,
     "script"},
    {"escaped: over at once", "<!--><script></script>x", "'<!--><script>' </script> 'x'", "",
     kScript, "script"},
    {"escaped: dashes", "<!-- - -- --- \r\n--></script>", "'<!-- - -- --- \\n-->' </script>", "",
     kScript, "script"},
    {"escaped: null", "<!--\0-\0--\0"sv, "'<!--\xEF\xBF\xBD-\xEF\xBF\xBD--\xEF\xBF\xBD'",
     "unexpected-null-character@4 unexpected-null-character@6 unexpected-null-character@9 "
     "eof-in-script-html-comment-like-text@10",
     kScript, "script"},
    {"escaped: end of file", "<!--a", "'<!--a'", "eof-in-script-html-comment-like-text@5", kScript,
     "script"},
    {"escaped: end of file behind dash", "<!--a-", "'<!--a-'",
     "eof-in-script-html-comment-like-text@6", kScript, "script"},
    {"double escaped: hides the end tag", "<!--<script>a</script>b</script>c",
     "'<!--<script>a</script>b' </script> 'c'", "", kScript, "script"},
    {"double escaped: capitals", "<!--<ScRiPt a</sCrIpT b</script>",
     "'<!--<ScRiPt a</sCrIpT b' </script>", "", kScript, "script"},
    {"double escaped: newline behind the name", "<!--<script\r\n</script\r\n</script>",
     "'<!--<script\\n</script\\n' </script>", "", kScript, "script"},
    {"double escaped: not for another name", "<!--<scripts></script>", "'<!--<scripts>' </script>",
     "", kScript, "script"},
    {"double escaped: not for a shorter name", "<!--<scrip ></script>", "'<!--<scrip >' </script>",
     "", kScript, "script"},
    {"double escaped: not over with another", "<!--<script></scripts></script></script>",
     "'<!--<script></scripts></script>' </script>", "", kScript, "script"},
    {"double escaped: over with the comment", "<!--<script>--></script>",
     "'<!--<script>-->' </script>", "", kScript, "script"},
    {"double escaped: dashes", "<!--<script>- -- < ---></script>",
     "'<!--<script>- -- < --->' </script>", "", kScript, "script"},
    {"double escaped: end of file", "<!--<script></script", "'<!--<script></script'",
     "eof-in-script-html-comment-like-text@20", kScript, "script"},
    {"double escaped: null", "<!--<script>\0"sv, "'<!--<script>\xEF\xBF\xBD'",
     "unexpected-null-character@12 eof-in-script-html-comment-like-text@13", kScript, "script"},
    {"double escape start: null in the word", "<!--<scr\0ipt></script>"sv,
     "'<!--<scr\xEF\xBF\xBDipt>' </script>", "unexpected-null-character@8", kScript, "script"},
};

class ScriptStatesTest : public testing::TestWithParam<StateCase> {};
TEST_P(ScriptStatesTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, ScriptStatesTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::html
