#include "extract/model/flag_codes.h"

#include <array>

#include "base/simd/kernels.h"
#include "extract/model/codes.h"
#include "extract/model/forest.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

using Step = std::array<uint8_t, kForestStep>;

void EncodeOne(const uint8_t* bytes, const FlagColumn& column, const uint8_t* source,
               uint8_t* out) {
  for (size_t i = 0; i < kForestStep; ++i) {
    out[i] = (bytes[i] & column.mask) == column.wanted ? source[i] : kCodeOfZero;
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i Load(const uint8_t* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

[[gnu::target("avx2")]] void EncodeOneByAvx2(const uint8_t* bytes, const FlagColumn& column,
                                             const uint8_t* source, uint8_t* out) {
  const __m256i mask = _mm256_set1_epi8(static_cast<char>(column.mask));
  const __m256i wanted = _mm256_set1_epi8(static_cast<char>(column.wanted));
  const __m256i zero = _mm256_set1_epi8(static_cast<char>(kCodeOfZero));
  for (size_t i = 0; i < kForestStep; i += sizeof(__m256i)) {
    const __m256i holds = _mm256_cmpeq_epi8(_mm256_and_si256(Load(bytes + i), mask), wanted);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_blendv_epi8(zero, Load(source + i), holds));
  }
}
#endif

}  // namespace

void EncodeFlags(std::span<const FlagColumn> columns, const uint8_t* const* planes,
                 uint8_t* codes) {
  static const Step kOnes = [] {
    Step ones;
    ones.fill(CodeOf(1));
    return ones;
  }();
  auto* encode = EncodeOne;
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 32) encode = EncodeOneByAvx2;
#endif
  for (const FlagColumn& column : columns) {
    const uint8_t* const source =
        column.source == FlagColumn::kOne ? kOnes.data() : codes + column.source * kForestStep;
    encode(planes[column.plane], column, source, codes + column.column * kForestStep);
  }
}

}  // namespace tamis::extract
