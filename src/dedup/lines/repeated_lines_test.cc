#include "dedup/lines/repeated_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dedup/lines/lines.h"

namespace tamis::dedup {
namespace {

std::vector<std::string> Split(const std::string& text, LineUnit unit) {
  std::vector<std::string> lines;
  LineSpan line;
  for (size_t at = 0; NextLine(text, unit, at, line); at = line.end) {
    lines.push_back(text.substr(line.begin, line.end - line.begin));
  }
  return lines;
}

TEST(Lines, Split) {
  struct Case {
    std::string text;
    std::vector<std::string> lines, paragraphs;
  };
  const Case kCases[] = {
      {"", {}, {}},
      {"\n \n\t\n\u3000", {}, {}},
      {"a", {"a"}, {"a"}},
      {"a\nb\n\nc\n", {"a", "b", "c"}, {"a\nb", "c"}},
      {"\n\na\n \nb", {"a", "b"}, {"a", "b"}},
      {" a \n\n\n\nb\nc", {" a ", "b", "c"}, {" a ", "b\nc"}},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Split(c.text, LineUnit::kLines), c.lines) << c.text;
    EXPECT_EQ(Split(c.text, LineUnit::kParagraphs), c.paragraphs) << c.text;
  }
}

TEST(Lines, Same) {
  LineHasher hasher(1);
  const std::pair<const char*, const char*> kSame[] = {{"Read more »", "read  more"},
                                                       {"ÉTÉ, 5!", "été 5"},
                                                       {"- a\tb", "A b."},
                                                       {"中文，好", "中文 好"}};
  const std::pair<const char*, const char*> kDifferent[] = {
      {"a b", "ab"}, {"page 1", "page 2"}, {"a b", "b a"}, {"e", "é"}};
  for (const auto& [a, b] : kSame) EXPECT_EQ(hasher.Hash(a), hasher.Hash(b)) << a;
  for (const auto& [a, b] : kDifferent) EXPECT_NE(hasher.Hash(a), hasher.Hash(b)) << a;
}

TEST(Lines, ShortOnesHaveNoHash) {
  LineHasher hasher(3);
  EXPECT_EQ(hasher.Hash("read more"), 0u);
  EXPECT_NE(hasher.Hash("read more here"), 0u);
  EXPECT_NE(hasher.Hash("一二三四五六"), 0u);
  EXPECT_EQ(LineHasher(0).Hash("* * *"), 0u);
}

// All that Next() gives.
std::vector<LineCut> CutsOf(RepeatedLines& lines) {
  std::vector<LineCut> cuts;
  LineCut cut;
  for (bool more = true;;) {
    EXPECT_TRUE(lines.Next(cut, more).ok());
    if (!more) return cuts;
    cuts.push_back(cut);
  }
}

TEST(RepeatedLines, IsACountInAMap) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const LineRules rules{.keep = 1 + seed % 3, .remove_above = seed % 2 == 0 ? 0u : 4u};
    RepeatedLines lines(rules, testing::TempDir(), seed % 4 == 0 ? 1 : 1 << 20);
    std::map<std::pair<uint64_t, uint64_t>, std::vector<LinePlace>> groups;
    std::vector<std::pair<std::pair<uint64_t, uint64_t>, LinePlace>> added;
    for (uint32_t i = 0; i < random() % 300; ++i) {
      added.push_back({{random() % 3, 1 + random() % 40}, {i / 7, i % 7}});
      groups[added.back().first].push_back(added.back().second);
    }
    std::shuffle(added.begin(), added.end(), random);  // the order of adding says nothing
    for (const auto& [key, place] : added) {
      ASSERT_TRUE(lines.Add(key.first, key.second, place).ok());
    }
    ASSERT_TRUE(lines.Count().ok());

    std::vector<LineCut> expected;
    uint64_t repeated = 0, most = 0;
    for (auto& [key, places] : groups) {
      std::sort(places.begin(), places.end());
      repeated += places.size() > 1;
      if (places.size() > 1) most = std::max<uint64_t>(most, places.size());
      const bool none = rules.remove_above != 0 && places.size() > rules.remove_above;
      for (size_t i = none ? 0 : rules.keep; i < places.size(); ++i) {
        expected.push_back({places[i], places[0]});
      }
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(CutsOf(lines), expected) << seed;
    EXPECT_EQ(lines.cut(), expected.size());
    EXPECT_EQ(lines.distinct(), groups.size());
    EXPECT_EQ(lines.repeated(), repeated);
    ASSERT_EQ(lines.top().size(), repeated);
    if (repeated != 0) {
      EXPECT_EQ(lines.top()[0].count, most);
    }
  }
}

}  // namespace
}  // namespace tamis::dedup
