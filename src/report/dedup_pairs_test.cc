#include "report/dedup_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace tamis::report {
namespace {

struct Line {
  bool removed;
  std::string json;
};

// Clusters of 2 to 9 rows, each with near rows from similarity .80 on.
std::vector<Line> Rows() {
  std::vector<Line> lines;
  for (int cluster = 0; cluster < 40; ++cluster) {
    const int size = 2 + cluster % 8;
    const std::string shared = R"(,"minhash_cluster_id":)" + std::to_string(cluster) +
                               R"(,"minhash_cluster_size":)" + std::to_string(size);
    const std::string id = "k" + std::to_string(cluster);
    lines.push_back({false, R"({"id":")" + id + R"(","text":"kept )" + id + "\"" + shared + "}"});
    for (int i = 1; i < size; ++i) {
      const double similarity = 0.8 + 0.005 * ((cluster * 7 + i * 3) % 40);
      lines.push_back({true, R"({"id":")" + id + "-" + std::to_string(i) + R"(","text":"gone")" +
                                 shared + R"(,"filter_reason":"near_dup","duplicate_of":")" + id +
                                 R"(","similarity":)" + std::to_string(similarity) + "}"});
    }
  }
  return lines;
}

PairPicker Picked(const std::vector<Line>& lines, uint32_t clusters, uint32_t pairs) {
  PairPicker picker(clusters, pairs);
  DedupRowReader reader({});
  for (const bool removed : {true, false}) {
    for (const Line& line : lines) {
      if (line.removed != removed) continue;
      EXPECT_TRUE(reader.Read(line.json).ok()) << line.json;
      removed ? picker.AddRemoved(reader) : picker.AddKept(reader);
    }
  }
  return picker;
}

std::vector<std::string> Names(const PairPicker& picker) {
  std::vector<std::string> names;
  for (const auto& [key, cluster] : picker.largest()) {
    names.push_back(std::to_string(cluster.size) + " " + cluster.gone.row.id);
    for (const DedupRow& row : cluster.others) names.push_back(row.id);
  }
  for (const auto* pairs : {&picker.nearest(), &picker.drawn()}) {
    for (const auto& [key, gone] : *pairs) names.push_back(gone.row.id);
  }
  return names;
}

TEST(PairPicker, TheLargestClustersWithTheirLeastSimilarRow) {
  const PairPicker picker = Picked(Rows(), 6, 3);
  ASSERT_EQ(picker.largest().size(), 6u);
  auto it = picker.largest().begin();
  // 9 rows: clusters 7, 15, 23, 31, 39; then 8 rows: cluster 6.
  for (const int cluster : {7, 15, 23, 31, 39, 6}) {
    const auto& [key, shown] = *it++;
    EXPECT_EQ(key.second, cluster);
    EXPECT_EQ(shown.others.size(), shown.size - 2);
    for (const DedupRow& row : shown.others) EXPECT_GE(row.similarity, shown.gone.row.similarity);
    const DedupMember* kept = picker.KeptFor(shown.gone.row);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->text, "kept k" + std::to_string(cluster));
  }
}

TEST(PairPicker, TheOrderOfRowsChangesNothing) {
  std::vector<Line> lines = Rows();
  const std::vector<std::string> want = Names(Picked(lines, 5, 4));
  std::mt19937 random(1);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    EXPECT_EQ(Names(Picked(lines, 5, 4)), want);
  }
}

TEST(PairPicker, TheNearestAreTheLeastSimilar) {
  const std::vector<Line> lines = Rows();
  const PairPicker few = Picked(lines, 0, 7), all = Picked(lines, 0, 100'000);
  ASSERT_EQ(few.nearest().size(), 7u);
  EXPECT_TRUE(std::equal(few.nearest().begin(), few.nearest().end(), all.nearest().begin(),
                         [](const auto& a, const auto& b) { return a.first == b.first; }));
  EXPECT_TRUE(few.largest().empty());
}

TEST(PairPicker, Counts) {
  const PairPicker picker = Picked(Rows(), 1, 1);
  EXPECT_EQ(picker.kept(), 40u);
  EXPECT_EQ(picker.removed(), 180u);
  EXPECT_EQ(picker.sizes()[0], 10u);  // of 2 and 3 rows
  EXPECT_EQ(picker.sizes()[1], 20u);  // of 4 to 7
  EXPECT_EQ(picker.sizes()[2], 10u);  // of 8 and 9
  uint64_t near = 0;
  for (const uint64_t count : picker.similarities()) near += count;
  EXPECT_EQ(near, 180u);
}

// Of a row of an earlier crawl, or one that is named otherwise than it says, there is no text.
TEST(PairPicker, RowsThatStayElsewhere) {
  DedupRowReader reader({});
  PairPicker picker(5, 5);
  for (const char* line :
       {R"({"id":"a","filter_reason":"near_dup","similarity":0.9,"duplicate_of":"old",)"
        R"("minhash_cluster_id":-1,"minhash_cluster_size":1})",
        R"({"id":"b","filter_reason":"exact_dup","similarity":1,"duplicate_of":"other",)"
        R"("minhash_cluster_id":3,"minhash_cluster_size":2})"}) {
    ASSERT_TRUE(reader.Read(line).ok());
    picker.AddRemoved(reader);
  }
  ASSERT_TRUE(reader.Read(R"({"id":"kept","minhash_cluster_id":3,"minhash_cluster_size":2})").ok());
  picker.AddKept(reader);
  EXPECT_EQ(picker.largest().size(), 1u);
  for (const auto& [key, gone] : picker.drawn()) EXPECT_EQ(picker.KeptFor(gone.row), nullptr);
}

TEST(DedupRowReader, HostileRows) {
  DedupRowReader reader({});
  EXPECT_FALSE(reader.Read("no row").ok());
  ASSERT_TRUE(reader
                  .Read(R"({"id":{"a":[1]},"similarity":1e99,"minhash_cluster_id":"x",)"
                        R"("minhash_cluster_size":-3,"text":7,"url":null})")
                  .ok());
  EXPECT_EQ(reader.row().id, R"({"a":[1]})");
  EXPECT_EQ(reader.row().similarity, -1);
  EXPECT_EQ(reader.row().cluster, -1);
  EXPECT_EQ(reader.row().cluster_size, 1u);
  EXPECT_EQ(reader.row().url, "");
  EXPECT_EQ(reader.Member().text_bytes, 0u);
  const std::string huge = R"({"id":")" + std::string(1 << 20, 'x') + R"(","text":")" +
                           std::string(1 << 20, 'y') + R"("})";
  ASSERT_TRUE(reader.Read(huge).ok());
  EXPECT_EQ(reader.row().id.size(), DedupRow::kMaxFieldBytes);
  EXPECT_EQ(reader.Member().text.size(), DedupMember::kMaxTextBytes);
  EXPECT_EQ(reader.Member().text_bytes, 1u << 20);
}

}  // namespace
}  // namespace tamis::report
