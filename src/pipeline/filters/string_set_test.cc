#include "pipeline/filters/string_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

namespace tamis::pipeline {
namespace {

TEST(StringSet, HoldsWhatAStdSetHolds) {
  std::mt19937 random(7);
  const auto word = [&random] {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text.push_back(static_cast<char>('a' + random() % 3));
    return text;
  };
  StringSet set;
  std::set<std::string> expected;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = word();
    EXPECT_TRUE(set.Add(text));
    expected.insert(text);
    ASSERT_EQ(set.size(), expected.size());
    const std::string other = word();
    ASSERT_EQ(set.Contains(other), expected.contains(other)) << other;
  }
  size_t bytes = 0;
  for (const std::string& text : expected) {
    ASSERT_TRUE(set.Contains(text)) << text;
    bytes += text.size() + 1;
  }
  EXPECT_EQ(set.bytes().size(), bytes) << "each stands there once";
}

TEST(StringSet, TheEndOfOneIsNotAnother) {
  StringSet set;
  EXPECT_FALSE(set.Contains(""));
  set.Add("example.com");
  for (const char* text : {"", "com", "example", "example.co", "xexample.com", "example.com\n"}) {
    EXPECT_FALSE(set.Contains(text)) << text;
  }
  set.Add("");
  EXPECT_TRUE(set.Contains(""));
  EXPECT_EQ(set.bytes(), "example.com\n\n");
}

}  // namespace
}  // namespace tamis::pipeline
