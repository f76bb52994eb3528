// Kernels for x86-64 with AVX-512 (F and BW): 64 bytes a step, and the last step reads only the
// bytes that are there, by a mask. So a scan that ends after a few bytes, as most do, is one step.
// Only the functions are compiled for AVX-512 (by their target attribute), as in avx2.cc.

#include "base/simd/avx512.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <bit>
#include <cstdint>

#include "base/simd/avx2.h"

namespace tamis::simd {
namespace {

constexpr ptrdiff_t kStep = 64;

// A bit for every byte that is one of kBytes.
template <char... kBytes>
[[gnu::target("avx512f,avx512bw")]] inline uint64_t Match(__m512i block) {
  return (_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(kBytes)) | ...);
}
[[gnu::target("avx512f,avx512bw")]] inline uint64_t NonAscii(__m512i block) {
  return _mm512_movepi8_mask(block);
}

// The first byte of [p, end) whose bit kMatch sets.
template <auto kMatch>
[[gnu::target("avx512f,avx512bw")]] const char* FindFirst(const char* p, const char* end) {
  for (; end - p >= kStep; p += kStep) {
    const uint64_t bits = kMatch(_mm512_loadu_si512(p));
    if (bits != 0) return p + std::countr_zero(bits);
  }
  const uint64_t there = (uint64_t{1} << (end - p)) - 1;
  const uint64_t bits = kMatch(_mm512_maskz_loadu_epi8(there, p)) & there;
  return bits != 0 ? p + std::countr_zero(bits) : end;
}

[[gnu::target("avx512f,avx512bw")]] TagMarks MarkTag(const char* bytes) {
  const __m512i block = _mm512_loadu_si512(bytes);
  const __m512i fours = _mm512_and_si512(block, _mm512_set1_epi8(static_cast<char>(0xFC)));
  return {
      _mm512_cmple_epu8_mask(block, _mm512_set1_epi8(0x20)) | Match<'/'>(block) | Match<'<'>(fours),
      Match<'"', '&', '\0', '\r'>(block)};
}

}  // namespace

const Kernels kAvx512Kernels = {
    .name = "avx512",
    .vector_bytes = 64,
    .scan_text = FindFirst<Match<'<', '&', '\0', '\r'>>,
    .scan_raw_text = FindFirst<Match<'<', '\0', '\r'>>,
    .scan_double_quoted = FindFirst<Match<'"', '&', '\0', '\r'>>,
    .scan_single_quoted = FindFirst<Match<'\'', '&', '\0', '\r'>>,
    .scan_comment = FindFirst<Match<'-', '<', '\0', '\r'>>,
    .scan_ascii = FindFirst<NonAscii>,
    .mark_tag = MarkTag,
};

bool HasAvx512() {
  return HasAvx2() && __builtin_cpu_supports("avx512f") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0;
}

}  // namespace tamis::simd

#endif
