#include "extract/model/mean_row.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "base/simd/kernels.h"
#include "extract/model/forest.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

using Weights = std::array<uint16_t, kForestStep>;

uint32_t SumPortably(const uint8_t* codes, const Weights& weights) {
  uint32_t sum = 0;
  for (size_t i = 0; i < kForestStep; ++i) sum += uint32_t{weights[i]} * codes[i];
  return sum;
}

#if defined(__x86_64__)
// Adds to eight lanes: two products of 16 bits, none of which has a sign, go to one of 32.
[[gnu::target("avx2")]] void AddByAvx2(const uint8_t* codes, const Weights& weights,
                                       uint32_t* lanes) {
  auto* const to = reinterpret_cast<__m256i*>(lanes);
  __m256i sum = _mm256_loadu_si256(to);
  for (size_t i = 0; i < kForestStep; i += 16) {
    const __m256i code =
        _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + i)));
    const __m256i weight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights.data() + i));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(code, weight));
  }
  _mm256_storeu_si256(to, sum);
}

[[gnu::target("avx2")]] void AddColumnsByAvx2(const uint8_t* codes, const Weights& weights,
                                              size_t columns, uint32_t* lanes) {
  for (size_t c = 0; c < columns; ++c) AddByAvx2(codes + c * kForestStep, weights, lanes + c * 8);
}
#endif

}  // namespace

void MeanRow::Start(size_t columns) {
  sums_.assign(columns, Lanes{});
  weight_ = rows_ = 0;
}

void MeanRow::Add(const uint8_t* codes, std::span<const uint32_t> words) {
  Weights weights{};
  for (size_t i = 0; i < words.size() && rows_ < kMostRows; ++i, ++rows_) {
    weights[i] = static_cast<uint16_t>(std::min(words[i], 255u) + 1);
    weight_ += weights[i];  // kMostRows rows of 256 words fit uint32_t
  }
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 32)
    return AddColumnsByAvx2(codes, weights, sums_.size(), sums_.data()->data());
#endif
  for (size_t c = 0; c < sums_.size(); ++c) {
    sums_[c][0] += SumPortably(codes + c * kForestStep, weights);
  }
}

void MeanRow::Write(std::span<uint8_t> codes) const {
  for (size_t i = 0; i < codes.size(); ++i) {
    const uint32_t sum = std::accumulate(sums_[i].begin(), sums_[i].end(), 0u);
    codes[i] = weight_ == 0 ? uint8_t{0} : static_cast<uint8_t>((sum + weight_ / 2) / weight_);
  }
}

}  // namespace tamis::extract
