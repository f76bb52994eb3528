#include "extract/model/mean_row.h"

#include <algorithm>
#include <cstddef>

#include "base/simd/kernels.h"

namespace tamis::extract {
namespace {

[[gnu::always_inline]] inline void AddWeighted(const uint8_t* codes, size_t count, uint32_t weight,
                                               uint32_t* sums) {
  for (size_t i = 0; i < count; ++i) sums[i] += weight * codes[i];
}

#if defined(__x86_64__)
// The same loop; the compiler makes eight lanes of it.
[[gnu::target("avx2")]] void AddByAvx2(const uint8_t* codes, size_t count, uint32_t weight,
                                       uint32_t* sums) {
  AddWeighted(codes, count, weight, sums);
}
#endif

}  // namespace

void MeanRow::Start(size_t columns) {
  sums_.assign(columns, 0);
  weight_ = rows_ = 0;
}

void MeanRow::Add(std::span<const uint8_t> codes, uint32_t words) {
  if (rows_ == kMostRows) return;  // kMostRows rows of 256 words fit uint32_t
  ++rows_;
  const uint32_t weight = std::min(words, 255u) + 1;
  weight_ += weight;
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 32)
    return AddByAvx2(codes.data(), codes.size(), weight, sums_.data());
#endif
  AddWeighted(codes.data(), codes.size(), weight, sums_.data());
}

void MeanRow::Write(std::span<uint8_t> codes) const {
  for (size_t i = 0; i < codes.size(); ++i) {
    codes[i] = weight_ == 0 ? uint8_t{0} : static_cast<uint8_t>((sums_[i] + weight_ / 2) / weight_);
  }
}

}  // namespace tamis::extract
