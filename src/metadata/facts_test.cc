#include "metadata/facts.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tamis::metadata {
namespace {

std::string Cleaned(std::string_view raw) {
  std::string out = "before ";
  AppendClean(raw, out);
  EXPECT_TRUE(out.starts_with("before "));
  return out.substr(7);
}

TEST(AppendClean, Cases) {
  constexpr std::string_view kCases[][2] = {
      {"", ""},
      {" \t\n", ""},
      {"one two", "one two"},
      {" one  two\n\nthree ", "one two three"},
      {"one\u00A0two\u00A0", "one two"},
      {"soft\u00ADhy\u200Bphen", "softhyphen"},
      {"caf\u00E9 \u2014 \u20AC", "caf\u00E9 \u2014 \u20AC"},
      {"a &amp; b", "a & b"},
      {"a &amp;&nbsp; b &", "a & b &"},
      {"a&#32; b", "a b"},
      {"a\x01 b", "a\x01 b"},
  };
  for (const auto& [raw, clean] : kCases) EXPECT_EQ(Cleaned(raw), clean) << raw;
}

// What is changed stands at each place around the steps of sixteen bytes.
TEST(AppendClean, AtAnyPlace) {
  constexpr std::string_view kChanged[][2] = {{"  ", " "},     {" \n ", " "},  {"\t", " "},
                                              {"\u00A0", " "}, {"\u200B", ""}, {"&lt;", "<"}};
  for (size_t before = 1; before < 70; ++before) {
    for (size_t after = 0; after < 40; ++after) {
      const std::string front(before, 'x');
      const std::string back(after, 'y');
      EXPECT_EQ(Cleaned(front + " " + back), after == 0 ? front : front + " " + back);
      for (const auto& [raw, clean] : kChanged) {
        const bool trimmed = after == 0 && clean == " ";
        EXPECT_EQ(Cleaned(front + std::string(raw) + back),
                  front + std::string(trimmed ? "" : clean) + back);
      }
    }
  }
}

}  // namespace
}  // namespace tamis::metadata
