// The inner loop of a forest: the leaves of all trees, added up for 64 rows.
//
//   forest -> [forest_kernels]
//
// Idea:   leaves are numbered from left to right, so a split is known by the first leaf to its
//         right, which no other split of its tree has: a tree has at most one split for each of
//         1..15. Those from 8 on take away leaves of the upper byte only. So each tree is seven
//         splits of two bytes and eight of one, always the same instructions without a branch.
//         The average of a code and 254 less a threshold, rounded up, has its highest bit where
//         the code is above; and that is the bit by which a shuffle of bytes gives zero.
// Catch:  trees of fewer leaves are moved up to end at leaf 15; splits that they lack take nothing
//         away. Thresholds are below 255, as no row is above that.
//
// Tested:  forest_test.cc, every kernel against trees walked node by node.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/model/forest.h"

namespace tamis::extract {

using ForestSums = std::array<float, kForestStep>;

// What is taken from a row's leaves when it goes left: those to the right of the split.
struct TreeSplit {
  uint16_t column = 0;
  uint8_t limit = 0;  // 254 less the highest code that goes left
  uint8_t low = 0;    // leaves 0..7
  uint8_t high = 0;   // leaves 8..15
};
inline constexpr size_t kTreeSplits = kMaxLeaves - 1;
inline constexpr size_t kWideSplits = 7;  // the first ones, which have leaves in both bytes

// Where all splits have been asked, the highest leaf that is left is the row's.
struct TreeArrays {
  explicit TreeArrays(const ForestTable& table);

  std::vector<TreeSplit> splits;  // kTreeSplits a tree
  std::vector<float> leaves;      // kMaxLeaves a tree
  std::vector<uint8_t> planes;    // their bytes: by tree, then byte of a float, then leaf
};

// Adds the leaves of the trees [first, last) to `sums`, tree by tree: `codes` holds kForestStep of
// each column.
using ForestKernel = void (*)(const TreeArrays& trees, const uint8_t* codes, size_t first,
                              size_t last, ForestSums& sums);

void AddTreesPortably(const TreeArrays& trees, const uint8_t* codes, size_t first, size_t last,
                      ForestSums& sums);
#if defined(__x86_64__)
// REQUIRES: the processor has AVX2
void AddTreesByAvx2(const TreeArrays& trees, const uint8_t* codes, size_t first, size_t last,
                    ForestSums& sums);
// REQUIRES: the processor has AVX-512 F and BW
void AddTreesByAvx512(const TreeArrays& trees, const uint8_t* codes, size_t first, size_t last,
                      ForestSums& sums);
#endif

// Puts the codes of `rows`, of which there are kForestStep at most and which rise, together: as
// `codes`, whose steps are `columns` columns, is laid out. Writes up to kForestStep bytes more.
void GatherRows(const uint8_t* codes, size_t columns, std::span<const uint32_t> rows, uint8_t* out);

}  // namespace tamis::extract
