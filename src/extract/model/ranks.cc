#include "extract/model/ranks.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace tamis::extract {
namespace {

// Cells are numbered by sign, exponent and three bits of the mantissa: if cell(a) < cell(b), then
// a < b. All negative numbers share cell -1.
constexpr int kCellShift = 20;

int32_t CellOf(float x) { return std::max(std::bit_cast<int32_t>(x) >> kCellShift, -1); }

}  // namespace

Ranks::Ranks(const ThresholdTable& table) : columns_(table.columns()) {
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
uint8_t Ranks::RankOf(const Column& column, float x) const {
  const int32_t cell = std::clamp(CellOf(x), column.first_cell, column.last_cell);
  uint8_t rank = cell_ranks_[column.ranks + static_cast<uint32_t>(cell - column.first_cell)];
  const float* const thresholds = thresholds_.data() + column.thresholds;
  while (thresholds[rank] < x) ++rank;
  return rank;
}

void Ranks::Encode(std::span<const float> values, uint8_t* ranks) const {
  for (size_t i = 0; i < values.size(); ++i) {
    const Column& column = columns_[i];
    ranks[i] = column.last_cell < column.first_cell ? uint8_t{0} : RankOf(column, values[i]);
  }
}

}  // namespace tamis::extract
