// A forest of decision trees of at most sixteen leaves, asked about many rows at once.
//
// Idea:   a split "x <= t" only needs to know how many of the forest's thresholds of that column
//         lie below x. So a value is turned into that rank, one byte, as it comes in, and the
//         ranks of 32 rows in a column lie together: a split is then one comparison for 32 rows.
//         Each split has a mask of the leaves that remain when a row goes right; the lowest leaf
//         that remains after all splits of a tree is the row's leaf. No branch depends on a row.
//         Ranks come from a table of cells: the upper bits of a float grow with it, so a cell (an
//         eighth of an octave) knows how many thresholds lie in lower cells, and the few of its own
//         are passed one by one.
// Catch:  at most 255 thresholds a column; the exporter refuses more. Ranks are exact: the result
//         is that of the trees on floats, and sums run in the order of the trees, so all kernels
//         give the same bits.
// Source: Lucchese et al., "QuickScorer" (SIGIR 2015); Ye et al., "RapidScorer" (KDD 2018).
//
// Tested:  forest_test.cc, against trees walked node by node and against the trainer's own
//          predictions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tamis::extract {

inline constexpr size_t kMaxLeaves = 16;

// A forest as a generated table holds it. All arrays live as long as the program.
struct ForestTable {
  struct Split {
    uint16_t column;
    uint8_t rank;       // a row goes left if its rank is at most this
    uint16_t on_right;  // the leaves that remain, the leftmost is bit 0
  };
  // Thresholds of column c, ascending: thresholds[threshold_begin[c], threshold_begin[c + 1]).
  std::span<const float> thresholds;
  std::span<const uint32_t> threshold_begin;
  // Splits of tree t: splits[split_begin[t], split_begin[t + 1]).
  std::span<const Split> splits;
  std::span<const uint32_t> split_begin;
  std::span<const float> leaves;  // kMaxLeaves a tree

  size_t columns() const { return threshold_begin.size() - 1; }
  size_t trees() const { return split_begin.size() - 1; }
};

// Reused from page to page; one a thread.
class Forest {
 public:
  // `table` must outlive the forest.
  explicit Forest(const ForestTable& table);

  // Starts a new set of rows; all values must be given before Predict().
  void Start(size_t rows);
  // Gives rows [begin, end) the same `values` in the columns from `first_column` on.
  void Set(size_t begin, size_t end, size_t first_column, std::span<const float> values);
  // Fills `out` with a probability (the logistic function of the sum of leaves) for each row.
  void Predict(std::vector<float>& out) const;

  const ForestTable& table() const { return *table_; }

 private:
  // The thresholds of one column, found by the upper bits of a float.
  struct Column {
    uint32_t thresholds = 0;  // index of the first in thresholds_; infinity follows the last
    uint32_t ranks = 0;       // index of the rank of the first cell in cell_ranks_
    int32_t first_cell = 0;
    int32_t last_cell = -1;  // below first_cell: no tree looks at the column
  };
  uint8_t RankOf(const Column& column, float x) const;

  const ForestTable* table_;
  std::vector<Column> columns_;
  std::vector<float> thresholds_;
  std::vector<uint8_t> cell_ranks_;
  size_t rows_ = 0;
  std::vector<uint8_t> ranks_;  // by step of 32 rows, then column, then row
};

}  // namespace tamis::extract
