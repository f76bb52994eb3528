#include "report/samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace tamis::report {
namespace {

TEST(StableHash, IsTheSameEverywhere) {
  EXPECT_EQ(StableHash(""), 0xEFD01F60BA992926u);
  EXPECT_NE(StableHash("a"), StableHash("b"));
  EXPECT_NE(StableHash("a", 1), StableHash("a", 2));
}

TEST(SampleSet, TheSmallestHashesWhateverTheOrder) {
  std::vector<Sample> rows;
  for (int i = 0; i < 500; ++i) {
    const std::string id = std::to_string(i);
    rows.push_back({StableHash(id), id});
  }
  // Equal hashes: the contents decide.
  rows.push_back({0, "y"});
  rows.push_back({0, "x"});
  std::vector<Sample> want = rows;
  std::sort(want.begin(), want.end());
  want.resize(4);
  std::mt19937 random(3);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    SampleSet samples(4);
    for (const Sample& row : rows) samples.Add("reason", row);
    for (const Sample& row : rows) samples.Add("reason", row);  // a row twice is one sample
    ASSERT_EQ(samples.groups().size(), 1u);
    EXPECT_EQ(samples.groups().begin()->second, want);
  }
}

// Names come from rows: of any number of them a bounded number stays, the same in any order.
TEST(SampleSet, GroupsAreBounded) {
  std::vector<int> names(5'000);
  for (int i = 0; i < 5'000; ++i) names[static_cast<size_t>(i)] = i;
  std::mt19937 random(5);
  std::vector<std::string> first;
  for (int round = 0; round < 3; ++round) {
    std::shuffle(names.begin(), names.end(), random);
    SampleSet samples(2);
    for (const int name : names) {
      for (uint64_t hash = 9; hash > 0; --hash) samples.Add(std::to_string(name), {hash, ""});
    }
    ASSERT_EQ(samples.groups().size(), SampleSet::kMaxGroups);
    std::vector<std::string> kept;
    for (const auto& [name, rows] : samples.groups()) {
      kept.push_back(name);
      EXPECT_EQ(rows.size(), 2u);
      EXPECT_EQ(rows[0].hash, 1u);
    }
    if (round == 0) first = kept;
    EXPECT_EQ(kept, first);
  }
}

TEST(SampleSet, NoneWhenNoneAreAskedFor) {
  SampleSet samples(0);
  EXPECT_FALSE(samples.Wants("a", 0));
  samples.Add("a", {1, "x"});
  EXPECT_TRUE(samples.groups().empty());
}

}  // namespace
}  // namespace tamis::report
