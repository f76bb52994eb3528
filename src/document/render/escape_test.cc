#include "document/render/escape.h"

#include <gtest/gtest.h>

namespace tamis::document {
namespace {

struct Case {
  const char* construct;
  std::string_view text;
  std::string_view markdown;
};

constexpr Case kCases[] = {
    {"plain", "Plain text, with (marks) 50% & more.", "Plain text, with (marks) 50% & more."},
    {"emphasis", "*a* and **b**", "\\*a\\* and \\*\\*b\\*\\*"},
    {"stars inside a word", "*3*4", "\\*3\\*4"},
    {"star between spaces", "5 * 3", "5 * 3"},
    {"star at the end", "a *", "a \\*"},
    {"underscores inside a word", "snake_case_name", "snake_case_name"},
    {"underscores around a word", "_a_", "\\_a\\_"},
    {"underscore beside punctuation", "(_a)", "(\\_a)"},
    {"backtick", "a `b` c", "a \\`b\\` c"},
    {"link", "[a](b)", "[a\\](b)"},
    {"reference", "[a][b] and [c]: d", "[a\\][b] and [c\\]: d"},
    {"footnote mark", "said[1] so", "said[1] so"},
    {"image", "![a](b)", "![a\\](b)"},
    {"task", "[ ] do", "\\[ ] do"},
    {"tag", "Monte<video> a < b </i> <!-- <?php", "Monte\\<video> a < b \\</i> \\<!-- \\<?php"},
    {"autolink", "<http://a>", "\\<http://a>"},
    {"entity", "&amp; &#65; AT&T &x", "\\&amp; \\&#65; AT&T &x"},
    {"backslash before punctuation", "a\\*b", "a\\\\\\*b"},
    {"backslash before a letter", "C:\\dir", "C:\\dir"},
    {"backslash at the end", "a\\", "a\\\\"},
    {"one tilde", "~5 minutes", "~5 minutes"},
    {"strikethrough", "~a~ ~~b~~", "\\~a\\~ \\~\\~b\\~\\~"},
    {"dollar stays", "$5 and $6", "$5 and $6"},
    {"pipe outside a table", "a | b", "a | b"},

    {"heading", "# a", "\\# a"},
    {"heading of six", "###### a", "\\###### a"},
    {"seven are none", "####### a", "####### a"},
    {"tag with a hash", "#hash", "#hash"},
    {"only a hash", "#", "\\#"},
    {"quote", "> a", "\\> a"},
    {"item, dash", "- a", "\\- a"},
    {"item, plus", "+ a", "\\+ a"},
    {"item, star", "* a", "\\* a"},
    {"negative number", "-5 degrees", "-5 degrees"},
    {"plus number", "+5", "+5"},
    {"rule, dashes", "---", "\\---"},
    {"rule, spaced dashes", "- - -", "\\- - -"},
    {"rule, stars", "***", "\\*\\*\\*"},
    {"rule, underscores", "___", "\\_\\_\\_"},
    {"numbered", "1. a", "1\\. a"},
    {"numbered, bracket", "12) a", "12\\) a"},
    {"a year at the end of a sentence", "2024. Then", "2024\\. Then"},
    {"decimal", "1.5 million", "1.5 million"},
    {"ten digits are no marker", "1234567890. a", "1234567890. a"},
    {"fence, backticks", "```", "\\`\\`\\`"},
    {"fence, tildes", "~~~", "\\~\\~\\~"},
    {"only in the middle", "a # b - c + d 1. e > f", "a # b - c + d 1. e > f"},

    {"second line", "a\n# b\n- c", "a|\\# b|\\- c"},
    {"underline of a heading", "a\n===\nb\n---", "a|\\===|b|\\---"},
    {"second row of a table", "a | b\n|---|---|", "a | b|\\|---|---|"},
    {"second row without a pipe first", "a | b\n--|--\nc\n:-|-:", "a | b|\\--|--|c|\\:-|-:"},
    {"star before a line break", "a *\nb", "a \\*|b"},
    {"white space at the start of a line", "  a\n    b\n\t# c", "a|b|\\# c"},
};

TEST(Escaper, Constructs) {
  for (const Case& c : kCases) {
    std::string out;
    Escaper(c.text, false).Append(0, c.text.size(), false, "|", out);
    EXPECT_EQ(out, c.markdown) << c.construct;
  }
}

TEST(Escaper, InACell) {
  const std::string_view text = "a | b";
  std::string out;
  Escaper(text, true).Append(0, text.size(), false, "<br>", out);
  EXPECT_EQ(out, "a \\| b");
}

TEST(Escaper, InALink) {
  const std::string_view text = "see [1]";
  std::string out;
  Escaper(text, false).Append(0, text.size(), true, "", out);
  EXPECT_EQ(out, "see \\[1\\]");
}

TEST(Escaper, MarksOfOursAtTheEdges) {
  const std::string_view text = "a * b_c!d";
  std::string out;
  Escaper escaper(text, false);
  escaper.Append(0, 2, false, "", out);
  out += "**";
  escaper.Append(2, 6, false, "", out);  // "* b_"
  out += "**";
  escaper.Append(6, 8, false, "", out);  // "c!"
  out += "[";
  escaper.Append(8, 9, false, "", out);
  EXPECT_EQ(out, "a **\\* b\\_**c\\![d");
}

TEST(AppendCodeSpan, Fences) {
  const Case cases[] = {
      {"plain", "a*b", "`a*b`"},
      {"a backtick inside", "a`b", "``a`b``"},
      {"two inside", "a``b`c", "```a``b`c```"},
      {"at the edge", "`a", "`` `a ``"},
      {"line break", "a\nb", "`a b`"},
      {"pipe in a cell", "a|b", "`a\\|b`"},
  };
  for (const Case& c : cases) {
    std::string out;
    AppendCodeSpan(c.text, c.text == "a|b", out);
    EXPECT_EQ(out, c.markdown) << c.construct;
  }
}

TEST(AppendDestination, StaysInItsBrackets) {
  std::string out;
  AppendDestination("http://a/(b) <c>?d=\\e|f&amp;g=\"h&i=j", out);
  EXPECT_EQ(out, "http://a/%28b%29%20%3Cc%3E?d=%5Ce%7Cf\\&amp;g=%22h&i=j");
}

}  // namespace
}  // namespace tamis::document
