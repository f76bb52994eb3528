// A forest of decision trees of at most sixteen leaves, asked about many rows at once.
//
// Idea:   a row is a byte a column (codes.h, or ranks.h where nothing may be lost), and the bytes
// of
//         64 rows in a column lie together: a split is then one or two comparisons for 64 rows.
//         A split takes the leaves on its other side from those that a row can still reach; what
//         remains after all splits of a tree is the row's leaf. No branch depends on a row.
// Catch:  sums run in the order of the trees, so all kernels give the same bits.
// Source: Lucchese et al., "QuickScorer" (SIGIR 2015); Ye et al., "RapidScorer" (KDD 2018).
//
// Tested:  forest_test.cc, against trees walked node by node and against the trainer's own
//          predictions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tamis::extract {

inline constexpr size_t kMaxLeaves = 16;
inline constexpr size_t kForestStep = 64;  // rows that are asked about at once

// Most blocks of a page are menus that a few trees are sure of. A row whose sum is lower than this
// after the first round of trees is not asked about further: it gets what such rows have in the
// end, on average. On the pages of training that closes 41 % of the rows; one in a thousand of them
// would have got a chance above 6 %, none one above 23 %.
inline constexpr size_t kForestRound = 80;  // trees; the forests of page types have no more
inline constexpr float kSurelyNot = -2.5f;
inline constexpr float kSumOfAllRounds = 2.0f;  // times that of the first

// A forest as a generated table holds it. All arrays live as long as the program.
struct ForestTable {
  struct Split {
    uint16_t column;
    uint8_t code;       // a row goes left if its code is at most this, which is below 255
    uint16_t on_right;  // the leaves that remain, the leftmost is bit 0
  };
  size_t columns;
  // Splits of tree t: splits[split_begin[t], split_begin[t + 1]).
  std::span<const Split> splits;
  std::span<const uint32_t> split_begin;
  std::span<const float> leaves;  // kMaxLeaves a tree

  size_t trees() const { return split_begin.size() - 1; }
};

struct TreeArrays;  // forest_kernels.h

// Reused from page to page; one a thread.
class Forest {
 public:
  // `table` must outlive the forest.
  explicit Forest(const ForestTable& table);

  // Starts a new set of rows; all must be given before Predict().
  void Start(size_t rows);
  // To be filled with the codes of the rows [kForestStep * step, kForestStep * (step + 1)): that
  // many of each column, a column after another.
  uint8_t* Codes(size_t step) { return codes_.data() + step * step_size_; }
  // One row by itself. REQUIRES: as many codes as columns
  void Set(size_t row, std::span<const uint8_t> codes);
  // Fills `out` with a probability (the logistic function of the sum of leaves) for each row.
  void Predict(std::vector<float>& out);
  // That of a row, without others. REQUIRES: no more trees than kForestRound
  float PredictOne(std::span<const uint8_t> codes) const;

  const ForestTable& table() const { return *table_; }

 private:
  // Adds the leaves of the trees [first, last) to the sums of the rows that are open.
  void AddTreesToOpen(size_t first, size_t last, std::vector<float>& sums);

  const ForestTable* table_;
  std::shared_ptr<const TreeArrays> trees_;
  size_t rows_ = 0;
  size_t step_size_;                 // bytes
  std::vector<uint8_t> codes_;       // by step, then column, then row
  std::vector<uint32_t> open_;       // rows whose sums are not final
  std::vector<uint8_t> open_codes_;  // of a step of them
};

}  // namespace tamis::extract
