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

// Signs as trees ask for them: a byte each, 1 for yes.
struct SignBytes {
  std::array<uint8_t, 64> yes;

  explicit SignBytes(uint64_t signs) {
    for (size_t i = 0; i < yes.size(); i += 8) {
      // Eight copies of eight bits; of each copy one bit stays, and becomes the lowest.
      const uint64_t copies = (signs >> i & 0xFF) * 0x0101010101010101;
      const uint64_t bytes =
          ((copies & 0x8040201008040201) + 0x7F7F7F7F7F7F7F7F) >> 7 & 0x0101010101010101;
      for (size_t k = 0; k < 8; ++k) yes[i + k] = static_cast<uint8_t>(bytes >> 8 * k);
    }
  }
};

struct SignTree {
  // Node i asks for sign[i]; no: 2i+1, yes: 2i+2.
  std::array<uint8_t, (size_t{1} << kSignDepth) - 1> sign;
  std::array<float, size_t{1} << kSignDepth> leaf;

  float Value(const SignBytes& signs) const {
    size_t node = 1;  // counted from 1, the children of n are 2n and 2n+1
    for (size_t level = 0; level < kSignDepth; ++level) {
      node = 2 * node + signs.yes[sign[node - 1]];
    }
    return leaf[node - leaf.size()];
  }
};

// 0 to 1; calibrated on the pages that the trees come from.
inline float SignProbability(std::span<const SignTree> trees, uint64_t signs) {
  const SignBytes bytes(signs);
  float sum = 0;
  for (const SignTree& tree : trees) sum += tree.Value(bytes);
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace tamis::metadata
