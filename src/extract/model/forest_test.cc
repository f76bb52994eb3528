// Random forests, their trees walked node by node, against Forest in every kernel's way of rows.

#include "extract/model/forest.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kColumns = 7;

struct Node {
  size_t column = 0;
  uint8_t code = 0;  // at most this goes left
  int left = -1;     // index of a node, or ~leaf
  int right = -1;
};

struct Tree {
  std::vector<Node> nodes;
  std::vector<float> leaves;  // left to right
};

// Builds a tree of `leaves` leaves over the leaves from `first` on; returns its index or ~leaf.
int Grow(std::mt19937& random, Tree& tree, size_t leaves, size_t first) {
  if (leaves == 1) return ~static_cast<int>(first);
  const size_t at = tree.nodes.size();
  tree.nodes.push_back({random() % kColumns, static_cast<uint8_t>(random() % 255), 0, 0});
  const size_t left = 1 + random() % (leaves - 1);
  const int left_child = Grow(random, tree, left, first);
  const int right_child = Grow(random, tree, leaves - left, first + left);
  tree.nodes[at].left = left_child;
  tree.nodes[at].right = right_child;
  return static_cast<int>(at);
}

struct Owned {
  std::vector<Tree> trees;
  std::vector<ForestTable::Split> splits;
  std::vector<uint32_t> split_begin;
  std::vector<float> leaves;
  ForestTable table;
};

// The leaves below a node, as a mask.
uint32_t LeavesBelow(const Tree& tree, int at) {
  if (at < 0) return 1u << ~at;
  const Node& node = tree.nodes[static_cast<size_t>(at)];
  return LeavesBelow(tree, node.left) | LeavesBelow(tree, node.right);
}

Owned MakeForest(std::mt19937& random, size_t trees) {
  Owned f;
  for (size_t t = 0; t < trees; ++t) {
    Tree& tree = f.trees.emplace_back();
    tree.leaves.resize(1 + random() % kMaxLeaves);
    for (float& leaf : tree.leaves) leaf = static_cast<float>(random() % 2001) / 1000.0f - 1;
    Grow(random, tree, tree.leaves.size(), 0);
  }
  f.split_begin.push_back(0);
  for (const Tree& tree : f.trees) {
    for (const Node& node : tree.nodes) {
      f.splits.push_back({static_cast<uint16_t>(node.column), node.code,
                          static_cast<uint16_t>(~LeavesBelow(tree, node.left))});
    }
    f.split_begin.push_back(static_cast<uint32_t>(f.splits.size()));
    f.leaves.insert(f.leaves.end(), tree.leaves.begin(), tree.leaves.end());
    f.leaves.resize(f.split_begin.size() * kMaxLeaves - kMaxLeaves);
  }
  f.table = {kColumns, f.splits, f.split_begin, f.leaves};
  return f;
}

float Walk(const Owned& f, const std::vector<uint8_t>& row) {
  float sum = 0;
  for (size_t t = 0; t < f.trees.size(); ++t) {
    const Tree& tree = f.trees[t];
    if (t == kForestRound && sum < kSurelyNot) {
      sum *= kSumOfAllRounds;
      break;
    }
    int at = tree.nodes.empty() ? ~0 : 0;
    while (at >= 0) {
      const Node& node = tree.nodes[static_cast<size_t>(at)];
      at = row[node.column] <= node.code ? node.left : node.right;
    }
    sum += tree.leaves[static_cast<size_t>(~at)];
  }
  return 1.0f / (1.0f + std::exp(-sum));
}

TEST(ForestTest, GivesWhatItsTreesGive) {
  std::mt19937 random(20261123);
  for (const size_t rows : {0, 1, 31, 32, 33, 64, 65, 200}) {
    const Owned f = MakeForest(random, 1 + random() % 40);
    Forest forest(f.table);
    std::vector<std::vector<uint8_t>> values(rows, std::vector<uint8_t>(kColumns));
    forest.Start(rows);
    for (size_t r = 0; r < rows; ++r) {
      for (uint8_t& x : values[r]) x = static_cast<uint8_t>(random() % 256);
      forest.Set(r, values[r]);
    }
    std::vector<float> got;
    forest.Predict(got);
    ASSERT_EQ(got.size(), rows);
    for (size_t r = 0; r < rows; ++r) EXPECT_EQ(got[r], Walk(f, values[r])) << rows << ' ' << r;
  }
}

// Trees that say no, so that some rows are closed after the first round and some are not.
TEST(ForestTest, SureRowsAreClosedAfterTheFirstRound) {
  std::mt19937 random(5);
  Owned f = MakeForest(random, 2 * kForestRound);
  for (float& leaf : f.leaves) leaf -= 0.02f;
  for (Tree& tree : f.trees) {
    for (float& leaf : tree.leaves) leaf -= 0.02f;
  }
  Forest forest(f.table);
  for (const size_t rows : {1, 33, 200}) {
    forest.Start(rows);
    std::vector<std::vector<uint8_t>> values(rows, std::vector<uint8_t>(kColumns));
    for (size_t r = 0; r < rows; ++r) {
      for (uint8_t& x : values[r]) x = static_cast<uint8_t>(random() % 256);
      forest.Set(r, values[r]);
    }
    std::vector<float> got;
    forest.Predict(got);
    size_t closed = 0;
    const float sure = 1.0f / (1.0f + std::exp(-kSurelyNot * kSumOfAllRounds));
    for (size_t r = 0; r < rows; ++r) {
      EXPECT_EQ(got[r], Walk(f, values[r])) << r;
      closed += got[r] < sure;
    }
    if (rows < 200) continue;
    EXPECT_GT(closed, rows / 10);
    EXPECT_LT(closed, rows - rows / 10);
  }
}

#if defined(__x86_64__)
TEST(ForestTest, KernelsGiveTheSameBits) {
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "this machine has no AVX2";
  std::mt19937 random(3);
  const Owned f = MakeForest(random, 40);
  const TreeArrays trees(f.table);
  std::vector<uint8_t> codes(kColumns * kForestStep);
  for (uint8_t& code : codes) code = static_cast<uint8_t>(random() % 256);
  ForestSums a{};
  a.fill(0.5f);
  ForestSums b = a;
  AddTreesPortably(trees, codes.data(), 3, 37, a);
  AddTreesByAvx2(trees, codes.data(), 3, 37, b);
  EXPECT_EQ(a, b);
  if (!__builtin_cpu_supports("avx512bw")) return;
  ForestSums c{};
  c.fill(0.5f);
  AddTreesByAvx512(trees, codes.data(), 3, 37, c);
  EXPECT_EQ(a, c);
}
#endif

TEST(ForestTest, OneRowGivesWhatItGivesAmongOthers) {
  std::mt19937 random(17);
  const Owned f = MakeForest(random, kForestRound);
  const Forest forest(f.table);
  for (int i = 0; i < 20; ++i) {
    std::vector<uint8_t> row(kColumns);
    for (uint8_t& x : row) x = static_cast<uint8_t>(random() % 256);
    EXPECT_EQ(forest.PredictOne(row), Walk(f, row));
  }
}

TEST(ForestTest, RowsAreGatheredFromTheirSteps) {
  constexpr size_t kSteps = 5;
  std::mt19937 random(23);
  std::vector<uint8_t> codes(kSteps * kColumns * kForestStep);
  for (uint8_t& code : codes) code = static_cast<uint8_t>(random() % 256);
  for (const unsigned of_ten : {1, 5, 9, 10}) {
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < kSteps * kForestStep && rows.size() < kForestStep; ++row) {
      if (random() % 10 < of_ten) rows.push_back(row);
    }
    std::vector<uint8_t> out((kColumns + 1) * kForestStep);
    GatherRows(codes.data(), kColumns, rows, out.data());
    for (size_t i = 0; i < rows.size(); ++i) {
      for (size_t c = 0; c < kColumns; ++c) {
        const size_t from =
            (rows[i] / kForestStep * kColumns + c) * kForestStep + rows[i] % kForestStep;
        EXPECT_EQ(out[c * kForestStep + i], codes[from]) << rows[i] << ' ' << c;
      }
    }
  }
}

TEST(ForestTest, IsUsedAgainForFewerRows) {
  std::mt19937 random(11);
  const Owned f = MakeForest(random, 5);
  Forest forest(f.table);
  std::vector<float> out;
  const std::vector<uint8_t> row = {10, 200, 30, 140, 0, 255, 127};
  for (const size_t rows : {100, 3, 70}) {
    forest.Start(rows);
    for (size_t r = 0; r < static_cast<size_t>(rows); ++r) forest.Set(r, row);
    forest.Predict(out);
    ASSERT_EQ(out.size(), rows);
    for (const float p : out) EXPECT_EQ(p, Walk(f, row));
  }
}

}  // namespace
}  // namespace tamis::extract
