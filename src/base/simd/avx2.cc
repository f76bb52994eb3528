// Kernels for x86-64 with AVX2: 32 bytes a step. Only the functions are compiled for AVX2 (by
// their target attribute), so nothing else in this file can leak such code into other machines.

#include "base/simd/avx2.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <bit>
#include <cstdint>

#include "base/simd/scalar.h"

namespace tamis::simd {
namespace {

constexpr ptrdiff_t kStep = 32;

// A bit for every byte of the block at `p` that is one of kBytes.
template <char... kBytes>
[[gnu::target("avx2")]] inline uint32_t Match(const char* p) {
  const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  const __m256i match = (_mm256_cmpeq_epi8(block, _mm256_set1_epi8(kBytes)) | ...);
  return static_cast<uint32_t>(_mm256_movemask_epi8(match));
}

// `tail` is the scalar kernel for the same bytes: it scans what is shorter than a step.
template <auto kTail, char... kBytes>
[[gnu::target("avx2")]] const char* FindFirst(const char* p, const char* end) {
  for (; end - p >= kStep; p += kStep) {
    const uint32_t bits = Match<kBytes...>(p);
    if (bits != 0) return p + std::countr_zero(bits);
  }
  return (kScalarKernels.*kTail)(p, end);
}

[[gnu::target("avx2")]] const char* FindNonAscii(const char* p, const char* end) {
  for (; end - p >= kStep; p += kStep) {
    const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    const auto bits = static_cast<uint32_t>(_mm256_movemask_epi8(block));
    if (bits != 0) return p + std::countr_zero(bits);
  }
  return kScalarKernels.scan_ascii(p, end);
}

[[gnu::target("avx2")]] inline uint32_t MatchNameEnds(const char* p) {
  const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  const __m256i below = _mm256_cmpeq_epi8(_mm256_min_epu8(block, _mm256_set1_epi8(0x20)), block);
  const __m256i four = _mm256_cmpeq_epi8(
      _mm256_and_si256(block, _mm256_set1_epi8(static_cast<char>(0xFC))), _mm256_set1_epi8('<'));
  const __m256i slash = _mm256_cmpeq_epi8(block, _mm256_set1_epi8('/'));
  return static_cast<uint32_t>(
      _mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(below, four), slash)));
}

[[gnu::target("avx2")]] TagMarks MarkTag(const char* bytes) {
  const auto both = [](uint32_t low, uint32_t high) { return low | uint64_t{high} << 32; };
  return {both(MatchNameEnds(bytes), MatchNameEnds(bytes + kStep)),
          both(Match<'"', '&', '\0', '\r'>(bytes), Match<'"', '&', '\0', '\r'>(bytes + kStep))};
}

}  // namespace

const Kernels kAvx2Kernels = {
    .name = "avx2",
    .vector_bytes = 32,
    .scan_text = FindFirst<&Kernels::scan_text, '<', '&', '\0', '\r'>,
    .scan_raw_text = FindFirst<&Kernels::scan_raw_text, '<', '\0', '\r'>,
    .scan_double_quoted = FindFirst<&Kernels::scan_double_quoted, '"', '&', '\0', '\r'>,
    .scan_single_quoted = FindFirst<&Kernels::scan_single_quoted, '\'', '&', '\0', '\r'>,
    .scan_comment = FindFirst<&Kernels::scan_comment, '-', '<', '\0', '\r'>,
    .scan_ascii = FindNonAscii,
    .mark_tag = MarkTag,
};

bool HasAvx2() { return __builtin_cpu_supports("avx2") != 0; }

}  // namespace tamis::simd

#endif
