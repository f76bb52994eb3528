// A probability from yes-or-no signs: a sum over small trees of a few questions each.
//
// Idea:   signs mean different things together (a date below the heading of a page without
//         structured data against one of fifty in a list), which weights alone would miss.
// Source: J. Friedman, "Greedy function approximation: a gradient boosting machine", 2001.

#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tamis::metadata {

inline constexpr size_t kSignDepth = 5;  // questions that a tree asks

struct SignTree {
  // Node i asks for bit sign[i]; no: 2i+1, yes: 2i+2.
  std::array<uint8_t, (size_t{1} << kSignDepth) - 1> sign;
  std::array<float, size_t{1} << kSignDepth> leaf;

  float Value(uint64_t signs) const {
    size_t node = 1;  // counted from 1, the children of n are 2n and 2n+1
    for (size_t level = 0; level < kSignDepth; ++level) {
      node = 2 * node + (signs >> sign[node - 1] & 1);
    }
    return leaf[node - leaf.size()];
  }
};

// 0 to 1; calibrated on the pages that the trees come from.
inline float SignProbability(std::span<const SignTree> trees, uint64_t signs) {
  float sum = 0;
  for (const SignTree& tree : trees) sum += tree.Value(signs);
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace tamis::metadata
