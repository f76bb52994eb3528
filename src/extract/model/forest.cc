#include "extract/model/forest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/simd/kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kStep = 32;  // rows
using Bytes = uint8_t __attribute__((vector_size(kStep)));
using Sums = std::array<float, kStep>;

// Adds the leaves of all trees for a step of rows: `ranks` holds kStep of each column.
[[gnu::always_inline]] inline void AddTrees(const ForestTable& table, const uint8_t* ranks,
                                            Sums& sums) {
  const ForestTable::Split* split = table.splits.data();
  for (size_t tree = 0; tree < table.trees(); ++tree) {
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    Bytes low = ~Bytes{};
    Bytes high = ~Bytes{};
    for (; split != end; ++split) {
      Bytes rank;
      std::memcpy(&rank, ranks + split->column * kStep, kStep);
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

void AddTreesPortably(const ForestTable& table, const uint8_t* ranks, Sums& sums) {
  AddTrees(table, ranks, sums);
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi")]] void AddTreesByAvx2(const ForestTable& table, const uint8_t* ranks,
                                                Sums& sums) {
  AddTrees(table, ranks, sums);
}
#endif

using Kernel = void (*)(const ForestTable&, const uint8_t*, Sums&);

Kernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().name == "avx2") return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

// Cells are numbered by sign, exponent and three bits of the mantissa: if cell(a) < cell(b), then
// a < b. All negative numbers share cell -1.
constexpr int kCellShift = 20;

int32_t CellOf(float x) { return std::max(std::bit_cast<int32_t>(x) >> kCellShift, -1); }

}  // namespace

Forest::Forest(const ForestTable& table) : table_(&table), columns_(table.columns()) {
  for (size_t c = 0; c < columns_.size(); ++c) {
    const auto thresholds = table.thresholds.subspan(
        table.threshold_begin[c], table.threshold_begin[c + 1] - table.threshold_begin[c]);
    if (thresholds.empty()) continue;
    Column& column = columns_[c];
    column.thresholds = static_cast<uint32_t>(thresholds_.size());
    column.ranks = static_cast<uint32_t>(cell_ranks_.size());
    column.first_cell = CellOf(thresholds.front());
    column.last_cell = CellOf(thresholds.back()) + 1;
    thresholds_.insert(thresholds_.end(), thresholds.begin(), thresholds.end());
    thresholds_.push_back(std::numeric_limits<float>::infinity());
    size_t rank = 0;
    for (int32_t cell = column.first_cell; cell <= column.last_cell; ++cell) {
      while (rank < thresholds.size() && CellOf(thresholds[rank]) < cell) ++rank;
      cell_ranks_.push_back(static_cast<uint8_t>(rank));
    }
  }
}

// The number of thresholds below x.
uint8_t Forest::RankOf(const Column& column, float x) const {
  const int32_t cell = std::clamp(CellOf(x), column.first_cell, column.last_cell);
  uint8_t rank = cell_ranks_[column.ranks + static_cast<uint32_t>(cell - column.first_cell)];
  const float* const thresholds = thresholds_.data() + column.thresholds;
  while (thresholds[rank] < x) ++rank;
  return rank;
}

void Forest::Start(size_t rows) {
  rows_ = rows;
  ranks_.resize((rows + kStep - 1) / kStep * kStep * table_->columns());
}

void Forest::Set(size_t begin, size_t end, size_t first_column, std::span<const float> values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const size_t index = first_column + i;
    const Column& column = columns_[index];
    if (column.last_cell < column.first_cell) continue;
    const uint8_t rank = RankOf(column, values[i]);
    for (size_t row = begin; row < end; ++row) {
      ranks_[(row / kStep * columns_.size() + index) * kStep + row % kStep] = rank;
    }
  }
}

void Forest::Predict(std::vector<float>& out) const {
  out.resize(rows_);
  const Kernel add_trees = ActiveKernel();
  for (size_t row = 0; row < rows_; row += kStep) {
    Sums sums{};
    add_trees(*table_, ranks_.data() + row * table_->columns(), sums);
    const size_t count = std::min(kStep, rows_ - row);
    for (size_t i = 0; i < count; ++i) out[row + i] = 1.0f / (1.0f + std::exp(-sums[i]));
  }
}

}  // namespace tamis::extract
