// As forest_avx2.cc, with the 64 rows of a step in one register.

#if defined(__x86_64__)

// GCC 12 warns of the undefined registers of its own intrinsics (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <immintrin.h>

#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

static_assert(kForestStep == 64);

constexpr size_t kLanes = 16;

// The highest bit that is not set in a number of four bits, plus `offset`; 0 for none.
[[gnu::target("avx512f,avx512bw")]] __m512i HighestLeft(char offset) {
  const auto o = [&](int bit) { return static_cast<char>(bit + offset); };
  return _mm512_broadcast_i32x4(_mm_setr_epi8(o(3), o(3), o(3), o(3), o(3), o(3), o(3), o(3), o(2),
                                              o(2), o(2), o(2), o(1), o(1), o(0), 0));
}

[[gnu::target("avx512f,avx512bw"), gnu::always_inline]] inline __m512i Of(uint8_t byte) {
  return _mm512_set1_epi8(static_cast<char>(byte));
}

// The leaves that are taken from 64 rows, as a mask: its low byte and its high one.
struct Taken {
  __m512i low;
  __m512i high;
};

[[gnu::target("avx512f,avx512bw"), gnu::always_inline]] inline Taken AskSplits(
    const TreeSplit* splits, const uint8_t* codes) {
  Taken taken = {_mm512_setzero_si512(), _mm512_setzero_si512()};
#pragma GCC unroll 15
  for (size_t i = 0; i < kTreeSplits; ++i) {
    const TreeSplit& split = splits[i];
    const __m512i right =
        _mm512_avg_epu8(_mm512_loadu_si512(codes + split.column * kForestStep), Of(split.limit));
    taken.high = _mm512_or_si512(taken.high, _mm512_shuffle_epi8(Of(split.high), right));
    if (i >= kWideSplits) continue;
    taken.low = _mm512_or_si512(taken.low, _mm512_shuffle_epi8(Of(split.low), right));
  }
  return taken;
}

}  // namespace

[[gnu::target("avx512f,avx512bw")]] void AddTreesByAvx512(const TreeArrays& trees,
                                                          const uint8_t* codes, size_t first,
                                                          size_t last, ForestSums& sums) {
  const __m512i four_bits = _mm512_set1_epi8(15);
  const __m512i highest[4] = {HighestLeft(0), HighestLeft(4), HighestLeft(8), HighestLeft(12)};
  const auto of_bits = [&](const __m512i& table, const __m512i& bits)
                           __attribute__((target("avx512f,avx512bw"))) {
                             return _mm512_shuffle_epi8(table, _mm512_and_si512(bits, four_bits));
                           };
  __m512 rows[kForestStep / kLanes];
  for (size_t i = 0; i < 4; ++i) rows[i] = _mm512_loadu_ps(sums.data() + i * kLanes);
  for (size_t tree = first; tree < last; ++tree) {
    const Taken taken = AskSplits(trees.splits.data() + tree * kTreeSplits, codes);
    const __m512i leaf =
        _mm512_max_epu8(_mm512_max_epu8(of_bits(highest[0], taken.low),
                                        of_bits(highest[1], _mm512_srli_epi16(taken.low, 4))),
                        _mm512_max_epu8(of_bits(highest[2], taken.high),
                                        of_bits(highest[3], _mm512_srli_epi16(taken.high, 4))));
    const __m512 leaves = _mm512_loadu_ps(trees.leaves.data() + tree * kMaxLeaves);
    const __m128i of_rows[] = {_mm512_castsi512_si128(leaf), _mm512_extracti32x4_epi32(leaf, 1),
                               _mm512_extracti32x4_epi32(leaf, 2),
                               _mm512_extracti32x4_epi32(leaf, 3)};
    for (size_t i = 0; i < 4; ++i) {
      const __m512i lanes = _mm512_cvtepu8_epi32(of_rows[i]);
      rows[i] = _mm512_add_ps(rows[i], _mm512_permutexvar_ps(lanes, leaves));
    }
  }
  for (size_t i = 0; i < 4; ++i) _mm512_storeu_ps(sums.data() + i * kLanes, rows[i]);
}

}  // namespace tamis::extract

#endif
