// Ranks of values among the thresholds of a forest: codes that lose nothing, for small forests.
//
// Idea:   a split "x <= t" only needs to know how many of the forest's thresholds of that column
//         lie below x. Ranks come from a table of cells: the upper bits of a float grow with it, so
//         a cell (an eighth of an octave) knows how many thresholds lie in lower cells, and the few
//         of its own are passed one by one.
// Catch:  at most 255 thresholds a column; the exporter refuses more.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tamis::extract {

// Thresholds of column c, ascending: thresholds[threshold_begin[c], threshold_begin[c + 1]).
struct ThresholdTable {
  std::span<const float> thresholds;
  std::span<const uint32_t> threshold_begin;

  size_t columns() const { return threshold_begin.size() - 1; }
};

class Ranks {
 public:
  // `table` must outlive this.
  explicit Ranks(const ThresholdTable& table);

  // Writes for each value, one a column, how many thresholds lie below it.
  void Encode(std::span<const float> values, uint8_t* ranks) const;

 private:
  struct Column {
    uint32_t thresholds = 0;  // index of the first in thresholds_; infinity follows the last
    uint32_t ranks = 0;       // index of the rank of the first cell in cell_ranks_
    int32_t first_cell = 0;
    int32_t last_cell = -1;  // below first_cell: no tree looks at the column
  };
  uint8_t RankOf(const Column& column, float x) const;

  std::vector<Column> columns_;
  std::vector<float> thresholds_;
  std::vector<uint8_t> cell_ranks_;
};

}  // namespace tamis::extract
