// The inner loop of a forest: the leaves of all trees, added up for 64 rows.
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

inline constexpr size_t kForestStep = 64;  // rows
using ForestSums = std::array<float, kForestStep>;

// Adds the leaves of the trees [first, last) to `sums`, tree by tree: `codes` holds kForestStep of
// each column, `planes` is that of Forest.
using ForestKernel = void (*)(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                              size_t first, size_t last, ForestSums& sums);

void AddTreesPortably(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                      size_t first, size_t last, ForestSums& sums);
#if defined(__x86_64__)
// REQUIRES: the processor has AVX2
void AddTreesByAvx2(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                    size_t first, size_t last, ForestSums& sums);
// REQUIRES: the processor has AVX-512 F and BW
void AddTreesByAvx512(const ForestTable& table, const uint8_t* planes, const uint8_t* codes,
                      size_t first, size_t last, ForestSums& sums);
#endif

}  // namespace tamis::extract
