// The inner loop of a forest: the leaves of all trees, added up for 32 rows.
//
//   forest -> [forest_kernels]
//
// Tested:  forest_test.cc, every kernel against trees walked node by node.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "extract/model/forest.h"

namespace tamis::extract {

inline constexpr size_t kForestStep = 32;  // rows
using ForestSums = std::array<float, kForestStep>;

// Most blocks of a page are menus that a few trees are sure of, and they stand together: a step
// whose rows all have a lower sum after some trees than this (a chance of 1 %) is done.
inline constexpr size_t kForestRound =
    80;  // trees; the forests of page types are no longer, and never cut short
inline constexpr float kSurelyNot = -4.5f;

// Adds the leaves of the trees to `sums`: `codes` holds kForestStep of each column, `planes` is
// that of Forest. Of the rows only the first `count` are any; the sums of the others mean nothing.
using ForestKernel = void (*)(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                              size_t count, ForestSums& sums);

void AddTreesPortably(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                      size_t count, ForestSums& sums);
#if defined(__x86_64__)
// REQUIRES: the processor has AVX2
void AddTreesByAvx2(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                    size_t count, ForestSums& sums);
#endif

}  // namespace tamis::extract
