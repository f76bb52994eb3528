#include "json/writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tamis::json {
namespace {

struct StringCase {
  const char* rule;
  std::string_view input;
  std::string_view json;
};

constexpr StringCase kStrings[] = {
    {"empty", "", R"("")"},
    {"plain", "abc", R"("abc")"},
    {"quote and backslash", R"(a"b\c)", R"("a\"b\\c")"},
    {"slash stays", "</script>", R"("</script>")"},
    {"short escapes", "\b\t\n\f\r", R"("\b\t\n\f\r")"},
    {"other controls", std::string_view("\0\x01\x1f", 3), R"("\u0000\u0001\u001f")"},
    {"delete stays", "\x7f", "\"\x7f\""},
    {"two bytes", "é", "\"é\""},
    {"line separator stays", "\u2028", "\"\u2028\""},
    {"four bytes", "😀", "\"😀\""},
    {"lone continuation", "a\x80z", "\"a\uFFFDz\""},
    {"cut sequence at the end", "a\xE2\x82", "\"a\uFFFD\""},
    {"surrogate bytes", "\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
    {"overlong", "\xC0\xAF", "\"\uFFFD\uFFFD\""},
    {"bad byte and escape", "\xFF\"", "\"\uFFFD\\\"\""},
};

TEST(Writer, String) {
  Writer writer;
  for (const StringCase& c : kStrings) {
    SCOPED_TRACE(c.rule);
    std::string out;
    writer.Reset(&out);
    writer.String(c.input);
    EXPECT_EQ(out, c.json);
  }
}

struct ScoreCase {
  double input;
  std::string_view json;
};

constexpr ScoreCase kScores[] = {
    {0, "0"},
    {1, "1"},
    {0.5, "0.5"},
    {0.8731, "0.8731"},
    {0.87314, "0.8731"},
    {0.87316, "0.8732"},
    {0.00004, "0"},
    {-0.00004, "0"},
    {0.00005, "0.0001"},
    {-0.25, "-0.25"},
    {0.99996, "1"},
    {1234567.5, "1234567.5"},
    {10, "10"},
    {100.01, "100.01"},
    {std::numeric_limits<double>::quiet_NaN(), "null"},
    {std::numeric_limits<double>::infinity(), "null"},
};

// Each byte at each place of the 64 and of the sixteen that are looked at together, and behind
// them.
TEST(Writer, EveryByteAtEveryPlace) {
  constexpr size_t kSize = 64 + 16 + 9;
  for (int byte = 0; byte < 0x80; ++byte) {
    for (size_t place = 0; place < kSize; ++place) {
      std::string value(kSize, 'x');
      value[place] = static_cast<char>(byte);
      std::string fast, slow;
      AppendEscaped(value, fast);
      for (const char c : value) AppendEscaped(std::string_view(&c, 1), slow);
      ASSERT_EQ(fast, slow) << byte << " at " << place;
    }
  }
}

TEST(Writer, Score) {
  Writer writer;
  for (const ScoreCase& c : kScores) {
    std::string out;
    writer.Reset(&out);
    writer.Score(c.input);
    EXPECT_EQ(out, c.json) << c.input;
  }
}

TEST(Writer, NestsAndAppends) {
  Writer writer;
  std::string out = "before ";
  for (int round = 0; round < 2; ++round) {
    writer.Reset(&out);
    writer.BeginObject();
    writer.Key("a");
    writer.BeginArray();
    writer.Null();
    writer.Bool(true);
    writer.Int(-7);
    writer.Name("n");
    writer.Raw("[0]");
    writer.Uint(18446744073709551615u);
    writer.BeginObject();
    writer.EndObject();
    writer.EndArray();
    writer.Key("b");
    writer.Score(0.25);
    writer.EndObject();
  }
  const std::string once = R"({"a":[null,true,-7,"n",[0],18446744073709551615,{}],"b":0.25})";
  EXPECT_EQ(out, "before " + once + once);
}

}  // namespace
}  // namespace tamis::json
