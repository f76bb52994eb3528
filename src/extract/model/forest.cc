#include "extract/model/forest.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/simd/kernels.h"
#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

ForestKernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return AddTreesByAvx512;
  if (simd::ActiveKernels().vector_bytes >= 32) return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

float Logistic(float sum) { return 1.0f / (1.0f + std::exp(-sum)); }

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
      step_size_(table.columns * kForestStep),
      open_codes_(step_size_ + kForestStep) {}

void Forest::Start(size_t rows) {
  rows_ = rows;
  const size_t size = (rows + kForestStep - 1) / kForestStep * step_size_;
  if (codes_.size() < size) codes_.resize(size);
}

void Forest::Set(size_t row, std::span<const uint8_t> codes) {
  uint8_t* const out = Codes(row / kForestStep) + row % kForestStep;
  for (size_t column = 0; column < codes.size(); ++column) {
    out[column * kForestStep] = codes[column];
  }
}

void Forest::Predict(std::vector<float>& out) {
  const ForestKernel add_trees = ActiveKernel();
  const size_t trees = table_->trees();
  const size_t first_round = std::min(kForestRound, trees);
  out.resize(rows_);
  for (size_t row = 0; row < rows_; row += kForestStep) {
    ForestSums sums{};
    add_trees(*trees_, Codes(row / kForestStep), 0, first_round, sums);
    std::copy_n(sums.begin(), std::min(kForestStep, rows_ - row), out.data() + row);
  }
  if (first_round < trees) {
    open_.clear();
    for (uint32_t row = 0; row < rows_; ++row) {
      if (out[row] < kSurelyNot) {
        out[row] *= kSumOfAllRounds;
      } else {
        open_.push_back(row);
      }
    }
    AddTreesToOpen(first_round, trees, out);
  }
  for (float& sum : out) sum = Logistic(sum);
}

void Forest::AddTreesToOpen(size_t first, size_t last, std::vector<float>& sums) {
  const ForestKernel add_trees = ActiveKernel();
  for (size_t i = 0; i < open_.size(); i += kForestStep) {
    const std::span<const uint32_t> rows =
        std::span(open_).subspan(i, std::min(kForestStep, open_.size() - i));
    GatherRows(codes_.data(), table_->columns, rows, open_codes_.data());
    ForestSums of_step{};
    for (size_t r = 0; r < rows.size(); ++r) of_step[r] = sums[rows[r]];
    add_trees(*trees_, open_codes_.data(), first, last, of_step);
    for (size_t r = 0; r < rows.size(); ++r) sums[rows[r]] = of_step[r];
  }
}

float Forest::PredictOne(std::span<const uint8_t> codes) const {
  float sum = 0;
  const ForestTable::Split* split = table_->splits.data();
  for (size_t tree = 0; tree < table_->trees(); ++tree) {
    const ForestTable::Split* const end = table_->splits.data() + table_->split_begin[tree + 1];
    uint32_t remaining = 0xFFFF;
    for (; split != end; ++split) {
      // All ones where the row goes left: no branch, since which way it goes cannot be foreseen.
      const uint32_t left = (uint32_t{codes[split->column]} - split->code - 1u) >> 16;
      remaining &= left | split->on_right;
    }
    sum += table_->leaves[tree * kMaxLeaves + static_cast<size_t>(std::countr_zero(remaining))];
  }
  return Logistic(sum);
}

}  // namespace tamis::extract
