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

// Most blocks of a page are menus that a few trees are sure of, and they stand together: a step
// whose rows all have a lower sum after some trees than this (a chance of 1 %) is done.
constexpr size_t kRound = 80;  // trees
constexpr float kSurelyNot = -4.5f;

// Adds the leaves of the trees for a step of rows: `codes` holds kStep of each column. Of the rows
// only the first `count` are any.
[[gnu::always_inline]] inline void AddTrees(const ForestTable& table, const uint8_t* codes,
                                            size_t count, Sums& sums) {
  const ForestTable::Split* split = table.splits.data();
  for (size_t tree = 0; tree < table.trees(); ++tree) {
    if (tree % kRound == 0 && tree != 0 &&
        *std::max_element(sums.begin(), sums.begin() + count) < kSurelyNot) {
      return;
    }
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    Bytes low = ~Bytes{};
    Bytes high = ~Bytes{};
    for (; split != end; ++split) {
      Bytes code;
      std::memcpy(&code, codes + split->column * kStep, kStep);
      const auto left = reinterpret_cast<Bytes>(code <= split->code);
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

void AddTreesPortably(const ForestTable& table, const uint8_t* codes, size_t count, Sums& sums) {
  AddTrees(table, codes, count, sums);
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi")]] void AddTreesByAvx2(const ForestTable& table, const uint8_t* codes,
                                                size_t count, Sums& sums) {
  AddTrees(table, codes, count, sums);
}
#endif

using Kernel = void (*)(const ForestTable&, const uint8_t*, size_t, Sums&);

Kernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().name == "avx2") return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

}  // namespace

void Forest::Start(size_t rows) {
  rows_ = rows;
  codes_.resize((rows + kStep - 1) / kStep * kStep * table_->columns);
}

void Forest::Set(size_t begin, size_t end, size_t first_column, std::span<const uint8_t> codes) {
  for (size_t row = begin; row < end;) {
    const size_t lane = row % kStep;
    const size_t lanes = std::min(kStep - lane, end - row);
    uint8_t* out = codes_.data() + (row - lane) * table_->columns + first_column * kStep + lane;
    if (lanes == 1) {
      for (size_t i = 0; i < codes.size(); ++i) out[i * kStep] = codes[i];
    } else {
      for (size_t i = 0; i < codes.size(); ++i) std::memset(out + i * kStep, codes[i], lanes);
    }
    row += lanes;
  }
}

void Forest::Predict(std::vector<float>& out) const {
  out.resize(rows_);
  const Kernel add_trees = ActiveKernel();
  for (size_t row = 0; row < rows_; row += kStep) {
    Sums sums{};
    const size_t count = std::min(kStep, rows_ - row);
    add_trees(*table_, codes_.data() + row * table_->columns, count, sums);
    for (size_t i = 0; i < count; ++i) out[row + i] = 1.0f / (1.0f + std::exp(-sums[i]));
  }
}

}  // namespace tamis::extract
