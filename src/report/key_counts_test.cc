#include "report/key_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tamis::report {
namespace {

using Counts = std::vector<std::pair<std::string, Tally>>;

Counts All(KeyCounts& counts) {
  Counts out;
  const Status status = counts.ForEach([&](uint8_t table, std::string_view key, const Tally& t) {
    out.emplace_back(std::to_string(table) + ":" + std::string(key), t);
  });
  EXPECT_TRUE(status.ok()) << status.message();
  return out;
}

TEST(KeyCounts, AddsByTableAndKey) {
  KeyCounts counts(1 << 20);
  ASSERT_TRUE(counts.Add(1, "b", {1, 0, 10}).ok());
  ASSERT_TRUE(counts.Add(0, "b", {1, 0, 1}).ok());
  ASSERT_TRUE(counts.Add(1, "", {0, 1, 0}).ok());
  ASSERT_TRUE(counts.Add(1, "b", {2, 3, 4}).ok());
  const Counts want = {{"0:b", {1, 0, 1}}, {"1:", {0, 1, 0}}, {"1:b", {3, 3, 14}}};
  EXPECT_EQ(All(counts), want);
  EXPECT_FALSE(counts.spilled());
}

// The same keys in any memory and any order: what was spilled meets again. The smallest memory
// makes more runs than may be open at once.
TEST(KeyCounts, SpillingChangesNothing) {
  std::vector<std::string> keys;
  for (int i = 0; i < 20'000; ++i) keys.push_back("host" + std::to_string(i % 3'000) + ".example");
  KeyCounts whole(1 << 30);
  for (const std::string& key : keys) ASSERT_TRUE(whole.Add(3, key, {1, 0, key.size()}).ok());
  const Counts want = All(whole);
  ASSERT_EQ(want.size(), 3'000u);
  EXPECT_FALSE(whole.spilled());

  std::mt19937 random(7);
  for (const uint64_t memory : {1ull << 12, 1ull << 14, 1ull << 18}) {
    std::shuffle(keys.begin(), keys.end(), random);
    KeyCounts counts(memory);
    for (const std::string& key : keys) ASSERT_TRUE(counts.Add(3, key, {1, 0, key.size()}).ok());
    EXPECT_TRUE(counts.spilled());
    EXPECT_EQ(All(counts), want) << memory;
  }
}

TEST(KeyCounts, LongKeysAreCutAtACharacter) {
  KeyCounts counts(64);
  std::string key(KeyCounts::kMaxKeyBytes - 1, 'a');
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(counts.Add(0, key + "é" + std::to_string(i), {1, 0, 0}).ok());
  EXPECT_EQ(All(counts), (Counts{{"0:" + key, {3, 0, 0}}}));
}

TEST(CutUtf8, Table) {
  const struct {
    std::string_view text;
    size_t size;
    std::string_view want;
  } kTable[] = {{"abc", 5, "abc"}, {"abc", 3, "abc"}, {"abc", 2, "ab"},    {"aé", 2, "a"},
                {"aé", 3, "aé"},   {"é", 1, ""},      {"\x80\x80", 1, ""}, {"", 0, ""}};
  for (const auto& row : kTable) EXPECT_EQ(CutUtf8(row.text, row.size), row.want) << row.text;
}

}  // namespace
}  // namespace tamis::report
