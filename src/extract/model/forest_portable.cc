#include <bit>
#include <cstring>

#include "extract/model/forest_kernels.h"

namespace tamis::extract {

void AddTreesPortably(const TreeArrays& trees, const uint8_t* codes, size_t first, size_t last,
                      ForestSums& sums) {
  using Bytes = uint8_t __attribute__((vector_size(kForestStep)));
  for (size_t tree = first; tree < last; ++tree) {
    const TreeSplit* const splits = trees.splits.data() + tree * kTreeSplits;
    Bytes low{};
    Bytes high{};
    for (size_t i = 0; i < kTreeSplits; ++i) {
      const TreeSplit& split = splits[i];
      Bytes code;
      std::memcpy(&code, codes + split.column * kForestStep, kForestStep);
      const auto left = reinterpret_cast<Bytes>(code <= static_cast<uint8_t>(254 - split.limit));
      if (i < kWideSplits) low |= left & split.low;
      high |= left & split.high;
    }
    std::array<uint8_t, kForestStep> lows;
    std::array<uint8_t, kForestStep> highs;
    std::memcpy(lows.data(), &low, kForestStep);
    std::memcpy(highs.data(), &high, kForestStep);
    const float* const leaves = trees.leaves.data() + tree * kMaxLeaves;
    for (size_t i = 0; i < kForestStep; ++i) {
      const auto remaining = static_cast<uint16_t>(~(lows[i] | highs[i] << 8));
      sums[i] += leaves[std::bit_width(remaining) - 1];
    }
  }
}

}  // namespace tamis::extract
