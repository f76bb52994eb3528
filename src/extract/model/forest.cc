#include "extract/model/forest.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/simd/kernels.h"
#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kStep = kForestStep;

constexpr size_t kTile = 16;  // rows and columns that are turned at once
using Tile = uint8_t __attribute__((vector_size(kTile)));

// Turns kTile rows of kTile columns, `stride` bytes apart, into columns kStep bytes apart. To
// interleave row i with row i + 8, for all of them, moves each bit of a byte's address up by one:
// done four times, row and column have changed places.
void Transpose(const uint8_t* rows, size_t stride, uint8_t* columns) {
  Tile tile[kTile];
  Tile next[kTile];
  for (size_t i = 0; i < kTile; ++i) std::memcpy(&tile[i], rows + i * stride, kTile);
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
  if (simd::ActiveKernels().name == "avx2") return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

}  // namespace

Forest::Forest(const ForestTable& table)
    : table_(&table),
      planes_(table.leaves.size() * sizeof(float)),
      stride_((table.columns + kTile - 1) / kTile * kTile),
      step_(stride_ * kStep) {
  for (size_t i = 0; i < table.leaves.size(); ++i) {
    uint32_t bits;
    std::memcpy(&bits, &table.leaves[i], sizeof bits);
    for (size_t byte = 0; byte < sizeof bits; ++byte) {
      const size_t plane = i / kMaxLeaves * sizeof bits + byte;
      planes_[plane * kMaxLeaves + i % kMaxLeaves] = static_cast<uint8_t>(bits >> 8 * byte);
    }
  }
}

void Forest::Start(size_t rows) {
  rows_ = rows;
  codes_.resize((rows + kTile - 1) / kTile * kTile * stride_);
}

void Forest::Set(size_t row, std::span<const uint8_t> codes) {
  std::memcpy(codes_.data() + row * stride_, codes.data(), codes.size());
}

void Forest::Predict(std::vector<float>& out) {
  out.resize(rows_);
  const ForestKernel add_trees = ActiveKernel();
  for (size_t row = 0; row < rows_; row += kStep) {
    ForestSums sums{};
    const size_t count = std::min(kStep, rows_ - row);
    for (size_t lane = 0; lane < count; lane += kTile) {
      const uint8_t* const from = codes_.data() + (row + lane) * stride_;
      for (size_t column = 0; column < stride_; column += kTile) {
        Transpose(from + column, stride_, step_.data() + column * kStep + lane);
      }
    }
    add_trees(*table_, planes_.data(), step_.data(), count, sums);
    for (size_t i = 0; i < count; ++i) out[row + i] = 1.0f / (1.0f + std::exp(-sums[i]));
  }
}

}  // namespace tamis::extract
