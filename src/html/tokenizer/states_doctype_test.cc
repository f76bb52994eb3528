// DOCTYPE states, row by row. https://html.spec.whatwg.org/#doctype-state

#include "html/tokenizer/state_table_test.h"

namespace tamis::html {
namespace {

using std::string_view_literals::operator""sv;

constexpr StateCase kCases[] = {
    {"doctype", "<!DOCTYPE html>", "<!DOCTYPE html>", ""},
    {"doctype: any case", "<!dOcTyPe HTML>", "<!DOCTYPE html>", ""},
    {"doctype: no space", "<!DOCTYPEhtml>", "<!DOCTYPE html>",
     "missing-whitespace-before-doctype-name@9"},
    {"doctype: end of file", "<!DOCTYPE", "<!DOCTYPE quirks>", "eof-in-doctype@9"},
    {"before name: nothing", "<!DOCTYPE>", "<!DOCTYPE quirks>", "missing-doctype-name@9"},
    {"before name: nothing but space", "<!DOCTYPE \r\n>", "<!DOCTYPE quirks>",
     "missing-doctype-name@12"},
    {"before name: end of file", "<!DOCTYPE ", "<!DOCTYPE quirks>", "eof-in-doctype@10"},
    {"before name: null", "<!DOCTYPE \0a>"sv,
     "<!DOCTYPE \xEF\xBF\xBD"
     "a>",
     "unexpected-null-character@10"},
    {"name: null", "<!DOCTYPE A\0B>"sv,
     "<!DOCTYPE a\xEF\xBF\xBD"
     "b>",
     "unexpected-null-character@11"},
    {"name: end of file", "<!DOCTYPE ht", "<!DOCTYPE ht quirks>", "eof-in-doctype@12"},
    {"after name: space", "<!DOCTYPE html \t>", "<!DOCTYPE html>", ""},
    {"after name: end of file", "<!DOCTYPE html ", "<!DOCTYPE html quirks>", "eof-in-doctype@15"},
    {"after name: other", "<!DOCTYPE html x>y", "<!DOCTYPE html quirks> 'y'",
     "invalid-character-sequence-after-doctype-name@15"},
    {"public keyword: end of file", "<!DOCTYPE a PUBLIC", "<!DOCTYPE a quirks>",
     "eof-in-doctype@18"},
    {"public keyword: no identifier", "<!DOCTYPE a PUBLIC>", "<!DOCTYPE a quirks>",
     "missing-doctype-public-identifier@18"},
    {"public keyword: no space", "<!DOCTYPE a PUBLIC\"p\">", "<!DOCTYPE a PUBLIC \"p\">",
     "missing-whitespace-after-doctype-public-keyword@18"},
    {"public keyword: no quote", "<!DOCTYPE a PUBLICp>", "<!DOCTYPE a quirks>",
     "missing-quote-before-doctype-public-identifier@18"},
    {"before public: no identifier", "<!DOCTYPE a public >", "<!DOCTYPE a quirks>",
     "missing-doctype-public-identifier@19"},
    {"before public: no quote", "<!DOCTYPE a public p>", "<!DOCTYPE a quirks>",
     "missing-quote-before-doctype-public-identifier@19"},
    {"public: both quotes", "<!DOCTYPE a PUBLIC 'p\"'>", "<!DOCTYPE a PUBLIC \"p\"\">", ""},
    {"public: null and newline", "<!DOCTYPE a PUBLIC '\0\r\n'>"sv,
     "<!DOCTYPE a PUBLIC \"\xEF\xBF\xBD\\n\">", "unexpected-null-character@20"},
    {"public: abrupt", "<!DOCTYPE a PUBLIC 'p>q'>", "<!DOCTYPE a PUBLIC \"p\" quirks> 'q'>'",
     "abrupt-doctype-public-identifier@21"},
    {"public: end of file", "<!DOCTYPE a PUBLIC \"p", "<!DOCTYPE a PUBLIC \"p\" quirks>",
     "eof-in-doctype@21"},
    {"after public: end of file", "<!DOCTYPE a PUBLIC \"p\"", "<!DOCTYPE a PUBLIC \"p\" quirks>",
     "eof-in-doctype@22"},
    {"after public: system, no space", "<!DOCTYPE a PUBLIC \"p\"'s'>",
     "<!DOCTYPE a PUBLIC \"p\" SYSTEM \"s\">",
     "missing-whitespace-between-doctype-public-and-system-identifiers@22"},
    {"after public: no quote", "<!DOCTYPE a PUBLIC \"p\"s>", "<!DOCTYPE a PUBLIC \"p\" quirks>",
     "missing-quote-before-doctype-system-identifier@22"},
    {"between: end", "<!DOCTYPE a PUBLIC \"p\" >", "<!DOCTYPE a PUBLIC \"p\">", ""},
    {"between: system", "<!DOCTYPE a PUBLIC \"p\"\n\"s\">",
     "<!DOCTYPE a PUBLIC \"p\" SYSTEM \"s\">", ""},
    {"between: no quote", "<!DOCTYPE a PUBLIC \"p\" s>", "<!DOCTYPE a PUBLIC \"p\" quirks>",
     "missing-quote-before-doctype-system-identifier@23"},
    {"between: end of file", "<!DOCTYPE a PUBLIC \"p\" ", "<!DOCTYPE a PUBLIC \"p\" quirks>",
     "eof-in-doctype@23"},
    {"system keyword: no space", "<!DOCTYPE a SYSTEM's'>", "<!DOCTYPE a SYSTEM \"s\">",
     "missing-whitespace-after-doctype-system-keyword@18"},
    {"system keyword: no identifier", "<!DOCTYPE a SYSTEM>", "<!DOCTYPE a quirks>",
     "missing-doctype-system-identifier@18"},
    {"system keyword: end of file", "<!DOCTYPE a system", "<!DOCTYPE a quirks>",
     "eof-in-doctype@18"},
    {"before system: no quote", "<!DOCTYPE a SYSTEM s>", "<!DOCTYPE a quirks>",
     "missing-quote-before-doctype-system-identifier@19"},
    {"system: empty", "<!DOCTYPE a SYSTEM \"\">", "<!DOCTYPE a SYSTEM \"\">", ""},
    {"system: abrupt", "<!DOCTYPE a SYSTEM \"s>", "<!DOCTYPE a SYSTEM \"s\" quirks>",
     "abrupt-doctype-system-identifier@21"},
    {"system: end of file", "<!DOCTYPE a SYSTEM \"s", "<!DOCTYPE a SYSTEM \"s\" quirks>",
     "eof-in-doctype@21"},
    {"after system: other, without quirks", "<!DOCTYPE a SYSTEM \"s\" x>y",
     "<!DOCTYPE a SYSTEM \"s\"> 'y'", "unexpected-character-after-doctype-system-identifier@23"},
    {"after system: end of file", "<!DOCTYPE a SYSTEM \"s\"", "<!DOCTYPE a SYSTEM \"s\" quirks>",
     "eof-in-doctype@22"},
    {"bogus: null is dropped", "<!DOCTYPE a x\0y"sv, "<!DOCTYPE a quirks>",
     "invalid-character-sequence-after-doctype-name@12 unexpected-null-character@13"},
};

class DoctypeStatesTest : public testing::TestWithParam<StateCase> {};
TEST_P(DoctypeStatesTest, FollowsTheStandard) { CheckStateCase(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Html, DoctypeStatesTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tamis::html
