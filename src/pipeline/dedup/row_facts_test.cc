#include "pipeline/dedup/row_facts.h"

#include <gtest/gtest.h>

namespace tamis::pipeline {
namespace {

TEST(RowFactsTest, Dates) {
  // Each later than the one before.
  constexpr const char* kDates[] = {"2021",
                                    "2021-03-04",
                                    "2021-03-04T10:15",
                                    "2021-03-04T10:15:01Z",
                                    "2021-03-04 10:15:02.5+01:00",
                                    "20210304101503"};
  for (size_t i = 1; i < std::size(kDates); ++i) {
    EXPECT_GT(DateRank(kDates[i], false), DateRank(kDates[i - 1], false)) << kDates[i];
    EXPECT_LT(DateRank(kDates[i], true), DateRank(kDates[i - 1], true)) << kDates[i];
  }
  for (const char* none : {"", "null", "March 2021", "12", "x2021"}) {
    EXPECT_EQ(DateRank(none, false), 0u) << none;
    EXPECT_EQ(DateRank(none, true), 0u) << none;
  }
}

TEST(RowFactsTest, Numbers) {
  constexpr const char* kNumbers[] = {"-5e3", "-1", "-0.25", "0", "0.5", "0.75", "1", "1e9"};
  for (size_t i = 1; i < std::size(kNumbers); ++i) {
    EXPECT_GT(NumberRank(kNumbers[i]), NumberRank(kNumbers[i - 1])) << kNumbers[i];
  }
  EXPECT_EQ(NumberRank("-0.0"), NumberRank("0"));
  for (const char* none : {"", "null", "\"1\"", "{}"}) EXPECT_EQ(NumberRank(none), 0u) << none;
}

TEST(RowFactsTest, Hosts) {
  const std::vector<std::string> preferred = {"a.example", "example"};
  EXPECT_EQ(HostRank("a.example", preferred), 2u);
  EXPECT_EQ(HostRank("www.a.example", preferred), 2u);
  EXPECT_EQ(HostRank("ba.example", preferred), 1u);
  EXPECT_EQ(HostRank("other.test", preferred), 0u);
  EXPECT_EQ(HostRank("", preferred), 0u);
}

TEST(RowFactsTest, Urls) {
  const struct {
    const char *a, *b;
    bool same;
  } kCases[] = {
      {"http://Example.com/a", "https://example.com:443/a#top", true},
      {"https://example.com", "https://example.com/", true},
      {"https://example.com/%7Ea", "https://example.com/~a", true},
      {"https://example.com/a?", "https://example.com/a", true},
      {"https://example.com/a", "https://example.com/a/", false},
      {"https://example.com/a?x=1", "https://example.com/a?x=2", false},
      {"https://example.com/a", "https://www.example.com/a", false},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(UrlKey(test.a) == UrlKey(test.b), test.same) << test.a << " " << test.b;
    EXPECT_NE(UrlKey(test.a), 0u);
  }
  EXPECT_EQ(UrlKey("no url"), 0u);
  EXPECT_EQ(UrlKey(""), 0u);
}

}  // namespace
}  // namespace tamis::pipeline
