#include "extract/model/forest.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/simd/kernels.h"
#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kStep = kForestStep;

constexpr size_t kTile = 16;  // rows and columns that are turned at once
using Tile = uint8_t __attribute__((vector_size(kTile)));

// Turns kTile columns of kTile rows, from `column` on, into columns kStep bytes apart. To
// interleave row i with row i + 8, for all of them, moves each bit of a byte's address up by one:
// done four times, row and column have changed places.
void Transpose(const uint8_t* const (&rows)[kTile], size_t column, uint8_t* columns) {
  Tile tile[kTile];
  Tile next[kTile];
  for (size_t i = 0; i < kTile; ++i) std::memcpy(&tile[i], rows[i] + column, kTile);
  for (int round = 0; round < 4; ++round) {
    for (size_t i = 0; i < kTile / 2; ++i) {
      const Tile& a = tile[i];
      const Tile& b = tile[i + kTile / 2];
      next[2 * i] =
          __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      next[2 * i + 1] = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29,
                                                14, 30, 15, 31);
    }
    std::memcpy(tile, next, sizeof tile);
  }
  for (size_t i = 0; i < kTile; ++i) std::memcpy(columns + i * kStep, &tile[i], kTile);
}

ForestKernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return AddTreesByAvx512;
  if (simd::ActiveKernels().vector_bytes >= 32) return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

}  // namespace

TreeArrays::TreeArrays(const ForestTable& table)
    : splits(table.trees() * kTreeSplits),
      leaves(table.trees() * kMaxLeaves),
      planes(leaves.size() * sizeof(float)) {
  for (size_t tree = 0; tree < table.trees(); ++tree) {
    const std::span<const ForestTable::Split> of_tree = table.splits.subspan(
        table.split_begin[tree], table.split_begin[tree + 1] - table.split_begin[tree]);
    const size_t up = kTreeSplits - of_tree.size();  // what a tree of fewer leaves is moved by
    for (const ForestTable::Split& split : of_tree) {
      const auto first_right = [](const ForestTable::Split& s) {
        return static_cast<size_t>(std::bit_width(0xFFFFu & ~s.on_right));
      };
      // To the right of it are the leaves up to the first that is right of a split above it.
      const size_t begin = first_right(split);
      size_t end = of_tree.size() + 1;
      for (const ForestTable::Split& above : of_tree) {
        const bool is_above =
            (~above.on_right >> (begin - 1) & 1) != 0 && first_right(above) > begin;
        if (is_above) end = std::min(end, first_right(above));
      }
      const uint32_t right = ((1u << end) - (1u << begin)) << up;
      splits[tree * kTreeSplits + begin + up - 1] = {
          split.column, static_cast<uint8_t>(254 - split.code), static_cast<uint8_t>(right),
          static_cast<uint8_t>(right >> 8)};
    }
    for (size_t leaf = up; leaf < kMaxLeaves; ++leaf) {
      const float value = table.leaves[tree * kMaxLeaves + leaf - up];
      leaves[tree * kMaxLeaves + leaf] = value;
      for (size_t byte = 0; byte < sizeof value; ++byte) {
        planes[(tree * sizeof value + byte) * kMaxLeaves + leaf] =
            static_cast<uint8_t>(std::bit_cast<uint32_t>(value) >> 8 * byte);
      }
    }
  }
}

Forest::Forest(const ForestTable& table)
    : table_(&table),
      trees_(std::make_shared<const TreeArrays>(table)),
      stride_((table.columns + kTile - 1) / kTile * kTile),
      step_(stride_ * kStep) {}

void Forest::Start(size_t rows) {
  rows_ = rows;
  codes_.resize(rows * stride_);
}

void Forest::Set(size_t row, std::span<const uint8_t> codes) {
  std::memcpy(codes_.data() + row * stride_, codes.data(), codes.size());
}

void Forest::Predict(std::vector<float>& out) {
  out.assign(rows_, 0.0f);
  const size_t trees = table_->trees();
  const size_t first_round = std::min(kForestRound, trees);
  open_.clear();
  for (uint32_t row = 0; row < rows_; ++row) open_.push_back(row);
  AddTrees(0, first_round, out);
  if (first_round < trees) {
    std::erase_if(open_, [&out](uint32_t row) {
      const bool closed = out[row] < kSurelyNot;
      if (closed) out[row] *= kSumOfAllRounds;
      return closed;
    });
    AddTrees(first_round, trees, out);
  }
  for (float& sum : out) sum = 1.0f / (1.0f + std::exp(-sum));
}

void Forest::AddTrees(size_t first, size_t last, std::vector<float>& sums) {
  const ForestKernel add_trees = ActiveKernel();
  for (size_t i = 0; i < open_.size(); i += kStep) {
    const std::span<const uint32_t> rows =
        std::span(open_).subspan(i, std::min(kStep, open_.size() - i));
    if (rows.size() == 1) {
      AddTreesToRow(rows[0], first, last, sums[rows[0]]);
      continue;
    }
    for (size_t lane = 0; lane < rows.size(); lane += kTile) {
      const uint8_t* from[kTile];
      for (size_t r = 0; r < kTile; ++r) {
        from[r] = codes_.data() + rows[std::min(lane + r, rows.size() - 1)] * stride_;
      }
      for (size_t column = 0; column < stride_; column += kTile) {
        Transpose(from, column, step_.data() + column * kStep + lane);
      }
    }
    ForestSums of_step{};
    for (size_t r = 0; r < rows.size(); ++r) of_step[r] = sums[rows[r]];
    add_trees(*trees_, step_.data(), first, last, of_step);
    for (size_t r = 0; r < rows.size(); ++r) sums[rows[r]] = of_step[r];
  }
}

void Forest::AddTreesToRow(uint32_t row, size_t first, size_t last, float& sum) const {
  const uint8_t* const codes = codes_.data() + row * stride_;
  for (size_t tree = first; tree < last; ++tree) {
    const std::span<const ForestTable::Split> splits = table_->splits.subspan(
        table_->split_begin[tree], table_->split_begin[tree + 1] - table_->split_begin[tree]);
    uint32_t remaining = 0xFFFF;
    for (const ForestTable::Split& split : splits) {
      // All ones where the row goes left: no branch, since which way it goes cannot be foreseen.
      const uint32_t left = (uint32_t{codes[split.column]} - split.code - 1u) >> 16;
      remaining &= left | split.on_right;
    }
    sum += table_->leaves[tree * kMaxLeaves + static_cast<size_t>(std::countr_zero(remaining))];
  }
}

}  // namespace tamis::extract
