#include <bit>
#include <cstring>

#include "extract/model/forest_kernels.h"

namespace tamis::extract {

void AddTreesPortably(const ForestTable& table, const uint8_t* /*planes*/, const uint8_t* codes,
                      size_t first, size_t last, ForestSums& sums) {
  using Bytes = uint8_t __attribute__((vector_size(kForestStep)));
  const ForestTable::Split* split = table.splits.data() + table.split_begin[first];
  for (size_t tree = first; tree < last; ++tree) {
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    Bytes low = ~Bytes{};
    Bytes high = ~Bytes{};
    for (; split != end; ++split) {
      Bytes code;
      std::memcpy(&code, codes + split->column * kForestStep, kForestStep);
      const auto left = reinterpret_cast<Bytes>(code <= split->code);
      low &= left | static_cast<uint8_t>(split->on_right);
      high &= left | static_cast<uint8_t>(split->on_right >> 8);
    }
    std::array<uint8_t, kForestStep> lows;
    std::array<uint8_t, kForestStep> highs;
    std::memcpy(lows.data(), &low, kForestStep);
    std::memcpy(highs.data(), &high, kForestStep);
    const float* const leaves = table.leaves.data() + tree * kMaxLeaves;
    for (size_t i = 0; i < kForestStep; ++i) {
      const auto remaining = static_cast<uint32_t>(lows[i] | highs[i] << 8);
      sums[i] += leaves[std::countr_zero(remaining)];
    }
  }
}

}  // namespace tamis::extract
