#include "extract/model/hint_codes.h"

#include <algorithm>
#include <array>

#include "base/simd/kernels.h"
#include "extract/features/columns.h"
#include "extract/model/codes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

using Codes = std::array<uint8_t, 256>;

const Codes& CodesOfLevels() {
  static const Codes kCodes = [] {
    Codes codes{};
    for (size_t i = 0; i < codes.size(); ++i) codes[i] = CodeOf(static_cast<float>(i));
    codes[kNoHint] = CodeOf(kNoHintLevels);
    return codes;
  }();
  return kCodes;
}

#if defined(__x86_64__)
// A table of sixteen holds the levels of one upper half of a byte: taken off by exclusive or, what
// is of another half is 16 and more, and the shuffle gives zero for it.
[[gnu::target("avx2")]] void EncodeByAvx2(const Codes& codes, uint8_t* levels, size_t count,
                                          uint32_t deepest) {
  const uint32_t tables = std::min(deepest, 254u) / 16 + 1;
  const __m256i none = _mm256_set1_epi8(static_cast<char>(kNoHint));
  const __m256i code_of_none = _mm256_set1_epi8(static_cast<char>(codes[kNoHint]));
  const __m256i others = _mm256_set1_epi8(0x70);
  for (size_t i = 0; i < count; i += 32) {
    auto* const at = reinterpret_cast<__m256i*>(levels + i);
    const __m256i in = _mm256_loadu_si256(at);
    const __m256i is_none = _mm256_cmpeq_epi8(in, none);
    __m256i out = _mm256_setzero_si256();
    for (uint32_t t = 0; t < tables; ++t) {
      const __m256i table = _mm256_broadcastsi128_si256(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes.data() + 16 * t)));
      const __m256i low = _mm256_xor_si256(in, _mm256_set1_epi8(static_cast<char>(16 * t)));
      out = _mm256_or_si256(out, _mm256_shuffle_epi8(table, _mm256_adds_epu8(low, others)));
    }
    _mm256_storeu_si256(at, _mm256_blendv_epi8(out, code_of_none, is_none));
  }
}
#endif

}  // namespace

void EncodeHints(uint8_t* levels, size_t count, [[maybe_unused]] uint32_t deepest) {
  const Codes& codes = CodesOfLevels();
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 32) return EncodeByAvx2(codes, levels, count, deepest);
#endif
  for (size_t i = 0; i < count; ++i) levels[i] = codes[levels[i]];
}

}  // namespace tamis::extract
