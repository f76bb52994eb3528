#include "extract/model/forest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/simd/kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kStep = 32;  // rows
using Bytes = uint8_t __attribute__((vector_size(kStep)));
using Sums = std::array<float, kStep>;

// Adds the leaves of all trees for the rows whose ranks begin at `ranks`.
[[gnu::always_inline]] inline void AddTrees(const ForestTable& table, const uint8_t* ranks,
                                            size_t stride, Sums& sums) {
  const ForestTable::Split* split = table.splits.data();
  for (size_t tree = 0; tree < table.trees(); ++tree) {
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    Bytes low = ~Bytes{};
    Bytes high = ~Bytes{};
    for (; split != end; ++split) {
      Bytes rank;
      std::memcpy(&rank, ranks + split->column * stride, kStep);
      const auto left = reinterpret_cast<Bytes>(rank <= split->rank);
      low &= left | static_cast<uint8_t>(split->on_right);
      high &= left | static_cast<uint8_t>(split->on_right >> 8);
    }
    std::array<uint8_t, kStep> lows;
    std::array<uint8_t, kStep> highs;
    std::memcpy(lows.data(), &low, kStep);
    std::memcpy(highs.data(), &high, kStep);
    const float* const leaves = table.leaves.data() + tree * kMaxLeaves;
    for (size_t i = 0; i < kStep; ++i) {
      const auto remaining = static_cast<uint32_t>(lows[i] | highs[i] << 8);
      sums[i] += leaves[std::countr_zero(remaining)];
    }
  }
}

void AddTreesPortably(const ForestTable& table, const uint8_t* ranks, size_t stride, Sums& sums) {
  AddTrees(table, ranks, stride, sums);
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi")]] void AddTreesByAvx2(const ForestTable& table, const uint8_t* ranks,
                                                size_t stride, Sums& sums) {
  AddTrees(table, ranks, stride, sums);
}
#endif

using Kernel = void (*)(const ForestTable&, const uint8_t*, size_t, Sums&);

Kernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().name == "avx2") return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

// How many of [begin, end) lie below x, without a branch.
uint8_t RankOf(const float* begin, const float* end, float x) {
  const float* at = begin;
  auto size = static_cast<size_t>(end - begin);
  while (size > 1) {
    const size_t half = size / 2;
    at += at[half - 1] < x ? half : 0;
    size -= half;
  }
  return static_cast<uint8_t>((at - begin) + (size == 1 && *at < x));
}

}  // namespace

Forest::Forest(const ForestTable& table) : table_(&table) {}

void Forest::Start(size_t rows) {
  rows_ = rows;
  stride_ = (rows + kStep - 1) / kStep * kStep;
  ranks_.resize(stride_ * table_->columns());
}

void Forest::Set(size_t begin, size_t end, size_t first_column, std::span<const float> values) {
  const float* const thresholds = table_->thresholds.data();
  for (size_t i = 0; i < values.size(); ++i) {
    const size_t column = first_column + i;
    const uint32_t from = table_->threshold_begin[column];
    const uint32_t to = table_->threshold_begin[column + 1];
    if (from == to) continue;  // no tree looks at it
    const uint8_t rank = RankOf(thresholds + from, thresholds + to, values[i]);
    uint8_t* const ranks = ranks_.data() + column * stride_;
    std::fill(ranks + begin, ranks + end, rank);
  }
}

void Forest::Predict(std::vector<float>& out) const {
  out.resize(rows_);
  const Kernel add_trees = ActiveKernel();
  for (size_t row = 0; row < rows_; row += kStep) {
    Sums sums{};
    add_trees(*table_, ranks_.data() + row, stride_, sums);
    const size_t count = std::min(kStep, rows_ - row);
    for (size_t i = 0; i < count; ++i) out[row + i] = 1.0f / (1.0f + std::exp(-sums[i]));
  }
}

}  // namespace tamis::extract
