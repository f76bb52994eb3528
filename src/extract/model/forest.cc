#include "extract/model/forest.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/simd/kernels.h"
#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kStep = kForestStep;

ForestKernel ActiveKernel() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().name == "avx2") return AddTreesByAvx2;
#endif
  return AddTreesPortably;
}

}  // namespace

Forest::Forest(const ForestTable& table)
    : table_(&table), planes_(table.leaves.size() * sizeof(float)) {
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
  const ForestKernel add_trees = ActiveKernel();
  for (size_t row = 0; row < rows_; row += kStep) {
    ForestSums sums{};
    const size_t count = std::min(kStep, rows_ - row);
    add_trees(*table_, planes_.data(), codes_.data() + row * table_->columns, count, sums);
    for (size_t i = 0; i < count; ++i) out[row + i] = 1.0f / (1.0f + std::exp(-sums[i]));
  }
}

}  // namespace tamis::extract
