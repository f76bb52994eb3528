// Processing instruction states, row by row.
// https://html.spec.whatwg.org/#processing-instruction-open-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr StateCase kCases[] = {
    {"open: letter", "<?pi>", "<?pi ?>", ""},
    {"open: low line", "<?_>", "<?_ ?>", ""},
    {"open: digit", "<?1>", "<!--?1-->",
     "invalid-first-character-of-processing-instruction-target@2"},
    {"open: nothing", "<?>a", "<!--?--> 'a'",
     "invalid-first-character-of-processing-instruction-target@2"},
    {"open: newline", "<?\r\na>", "<!--?\\na-->",
     "invalid-first-character-of-processing-instruction-target@2"},
    {"open: null", "<?\0>"sv, "<!--?\xEF\xBF\xBD-->",
     "invalid-first-character-of-processing-instruction-target@2 unexpected-null-character@2"},
    {"open: end of file", "a<?", "'a'", "eof-in-processing-instruction@3"},
    {"target: case is kept", "<?Pi-_9 x?>", "<?Pi-_9 x?>", ""},
    {"target: other character", "<?a.b c>d", "<!--?a.b c--> 'd'",
     "invalid-processing-instruction-target@3"},
    {"target: end of file", "<?abc", "", "eof-in-processing-instruction@5"},
    {"target: xml", "<?xml version=\"1.0\"?>", "<!--?xml version=\"1.0\"?-->",
     "disallowed-processing-instruction-target@5"},
    {"target: XML", "<?XmL?>", "<!--?XmL?-->", "disallowed-processing-instruction-target@5"},
    {"target: xml-stylesheet", "<?xml-stylesheet href=a>", "<!--?xml-stylesheet href=a-->",
     "disallowed-processing-instruction-target@16"},
    {"target: xml-other", "<?xml-other>", "<?xml-other ?>", ""},
    {"after target: spaces are dropped", "<?a \t\r\n b >", "<?a b ?>", ""},
    {"after target: end of file", "<?a ", "", "eof-in-processing-instruction@4"},
    {"data: anything", "<?a <b>&amp;", "<?a <b?> '&'", ""},
    {"data: null is kept", "<?a b\0?>"sv, "<?a b\\0?>", ""},
    {"data: newlines", "<?a b\r\nc\rd>", "<?a b\\nc\\nd?>", ""},
    {"data: end of file", "<?a b", "", "eof-in-processing-instruction@5"},
    {"questionable: closes", "<?a b?>c", "<?a b?> 'c'", ""},
    {"questionable: data", "<?a ?b?\?>", "<?a ?b?\?>", ""},
    {"questionable: behind the target", "<?a?b>", "<?a ?b?>", ""},
    {"questionable: end of file", "<?a b?", "", "eof-in-processing-instruction@6"},
    {"a page goes on behind it", "<p><?start name=\"x\"><b></b><?end></p>",
     "<p> <?start name=\"x\"?> <b> </b> <?end ?> </p>", ""},
};

class ProcessingInstructionTest : public testing::TestWithParam<StateCase> {};
TEST_P(ProcessingInstructionTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, ProcessingInstructionTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::html
