#include "json/mend.h"

#include <gtest/gtest.h>

#include "json/check.h"

namespace tamis::json {
namespace {

struct Case {
  const char* rule;
  std::string_view input;
  std::string_view output;
};

constexpr Case kUnwrap[] = {
    {"nothing to do", "{}", "{}"},
    {"white space", " \n{}\t ", "{}"},
    {"byte order mark", "\xEF\xBB\xBF{}", "{}"},
    {"HTML comment", "<!-- {} -->", "{}"},
    {"CDATA", "<![CDATA[{}]]>", "{}"},
    {"CDATA in line comments", "//<![CDATA[\n{}\n//]]>", "{}"},
    {"CDATA in spaced line comments", "// <![CDATA[\n[1]\n// ]]>", "[1]"},
    {"CDATA in block comments", "/*<![CDATA[*/{}/*]]>*/", "{}"},
    {"spaced block comments", "/* <![CDATA[ */ {} /* ]]> */", "{}"},
    {"semicolon", "{};", "{}"},
    {"two semicolons", "{};\n;", "{}"},
    {"empty", "", ""},
    {"only marks", "<!-- -->", ""},
    {"a plain comment stays for Mend", "// hello\n{}", "// hello\n{}"},
};

TEST(Unwrap, Cases) {
  for (const Case& c : kUnwrap) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(Unwrap(c.input), c.output);
  }
}

constexpr Case kMend[] = {
    {"good JSON keeps its meaning", R"({"a": [1, 2.5e3, true, null], "b": {}})",
     R"({"a":[1,2.5e3,true,null],"b":{}})"},
    {"white space in strings stays", R"({"a":"b  c"})", R"({"a":"b  c"})"},
    {"line break in a string", "{\"a\":\"b\nc\"}", R"({"a":"b\nc"})"},
    {"tab and carriage return", "[\"a\tb\rc\"]", R"(["a\tb\rc"])"},
    {"other control", "[\"a\x01z\"]", R"(["a z"])"},
    {"trailing comma, object", R"({"a":1,})", R"({"a":1})"},
    {"trailing comma, array", "[1,2 ,\n]", "[1,2]"},
    {"doubled comma", "[1,,2]", "[1,2]"},
    {"leading comma", "[,1]", "[1]"},
    {"line comment", "{// no\n\"a\":1}", R"({"a":1})"},
    {"block comment", R"({"a":/* no */1})", R"({"a":1})"},
    {"slashes in a string", R"({"a":"http://x/*y*/"})", R"({"a":"http://x/*y*/"})"},
    {"bad escape", R"({"a":"it\'s"})", R"({"a":"it's"})"},
    {"bad hex escape", R"({"a":"\x41"})", R"({"a":"x41"})"},
    {"bad unicode escape", R"({"a":"\u12G4"})", R"({"a":"u12G4"})"},
    {"good escapes stay", R"(["\"\\\/\b\f\n\r\t\u00e9"])", R"(["\"\\\/\b\f\n\r\t\u00e9"])"},
    {"surrogate pair stays", R"(["\ud83d\ude00"])", R"(["\ud83d\ude00"])"},
    {"lone high surrogate", R"(["\ud83dx"])", R"(["\ufffdx"])"},
    {"lone low surrogate", R"(["\ude00"])", R"(["\ufffd"])"},
    {"inner quotes, value", R"({"a":"He said "no" twice","b":1})",
     R"({"a":"He said \"no\" twice","b":1})"},
    {"inner quotes before the end", R"({"a":"He said "no""})", R"({"a":"He said \"no\""})"},
    {"inner quotes, comma in prose", R"({"a":"say "x", and y","b":1})",
     R"({"a":"say \"x\", and y","b":1})"},
    {"inner quotes, key", R"({"a"b":1})", R"({"a\"b":1})"},
    {"stops in a string", R"({"a":"b)", R"({"a":"b"})"},
    {"stops in an escape", R"({"a":"b\)", R"({"a":"b"})"},
    {"stops after a key", R"({"a")", R"({"a":null})"},
    {"stops after a colon", R"({"a":)", R"({"a":null})"},
    {"stops after a comma", R"({"a":[1,)", R"({"a":[1]})"},
    {"stops after a bracket", R"({"a":[{)", R"({"a":[{}]})"},
};

TEST(Mend, Cases) {
  for (const Case& c : kMend) {
    SCOPED_TRACE(c.rule);
    std::string out;
    Mend(c.input, out);
    EXPECT_EQ(out, c.output);
    EXPECT_TRUE(CheckSyntax(out, 64).ok());
    std::string again;
    Mend(out, again);
    EXPECT_EQ(again, out) << "mending twice changes the text";
  }
}

TEST(Mend, DeepNestingIsLinearAndSafe) {
  std::string out;
  Mend(std::string(1'000'000, '['), out);
  EXPECT_EQ(out.size(), 1'000'000u) << "brackets beyond the tracked depth are left open";
}

TEST(MendSurrogates, InPlace) {
  std::string text = R"(a\\ud800 \ud800 \ud83d\ude00 \udc00\u0041\ud8)";
  EXPECT_TRUE(MendSurrogates(text));
  EXPECT_EQ(text, R"(a\\ud800 \ufffd \ud83d\ude00 \ufffd\u0041\ud8)");
  EXPECT_FALSE(MendSurrogates(text));
}

}  // namespace
}  // namespace tamis::json
