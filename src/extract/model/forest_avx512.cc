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

// Rows 0..3, 16..19, 32..35 and 48..51 are together, and so on: as bytes are woven into floats.
struct Woven {
  __m512 rows[4];
};

[[gnu::target("avx512f,avx512bw")]] Woven Load(const ForestSums& sums) {
  Woven woven;
  for (size_t i = 0; i < 4; ++i) {
    const float* const at = sums.data() + 4 * i;
    __m512 row = _mm512_castps128_ps512(_mm_loadu_ps(at));
    row = _mm512_insertf32x4(row, _mm_loadu_ps(at + 16), 1);
    row = _mm512_insertf32x4(row, _mm_loadu_ps(at + 32), 2);
    woven.rows[i] = _mm512_insertf32x4(row, _mm_loadu_ps(at + 48), 3);
  }
  return woven;
}

[[gnu::target("avx512f,avx512bw")]] void Store(const Woven& woven, ForestSums& sums) {
  for (size_t i = 0; i < 4; ++i) {
    float* const at = sums.data() + 4 * i;
    _mm_storeu_ps(at, _mm512_castps512_ps128(woven.rows[i]));
    _mm_storeu_ps(at + 16, _mm512_extractf32x4_ps(woven.rows[i], 1));
    _mm_storeu_ps(at + 32, _mm512_extractf32x4_ps(woven.rows[i], 2));
    _mm_storeu_ps(at + 48, _mm512_extractf32x4_ps(woven.rows[i], 3));
  }
}

// The lowest bit of a number of four bits, plus `offset`; 255 for none.
[[gnu::target("avx512f,avx512bw")]] __m512i LowestBit(char offset) {
  const auto o = [&](int bit) { return static_cast<char>(bit + offset); };
  return _mm512_broadcast_i32x4(_mm_setr_epi8(-1, o(0), o(1), o(0), o(2), o(0), o(1), o(0), o(3),
                                              o(0), o(1), o(0), o(2), o(0), o(1), o(0)));
}

}  // namespace

[[gnu::target("avx512f,avx512bw")]] void AddTreesByAvx512(const ForestTable& table,
                                                          const uint8_t* planes,
                                                          const uint8_t* codes, size_t first,
                                                          size_t last, ForestSums& sums) {
  constexpr int kAndAnd = 0x80;  // a & b & c
  const __m512i ones = _mm512_set1_epi8(-1);
  const __m512i four_bits = _mm512_set1_epi8(15);
  const __m512i bit0 = LowestBit(0);
  const __m512i bit4 = LowestBit(4);
  const __m512i bit8 = LowestBit(8);
  const __m512i bit12 = LowestBit(12);
  Woven woven = Load(sums);
  const ForestTable::Split* split = table.splits.data() + table.split_begin[first];
  for (size_t tree = first; tree < last; ++tree) {
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    __m512i low = ones;
    __m512i high = ones;
    // The leaves that a split leaves, by row: all where it goes left.
    const auto after = [&](const ForestTable::Split& s, __m512i& on_low,
                           __m512i& on_high) __attribute__((target("avx512f,avx512bw"))) {
      const __m512i code = _mm512_loadu_si512(codes + s.column * kForestStep);
      const __mmask64 right =
          _mm512_cmpgt_epu8_mask(code, _mm512_set1_epi8(static_cast<char>(s.code)));
      on_low = _mm512_mask_set1_epi8(ones, right, static_cast<char>(s.on_right));
      on_high = _mm512_mask_set1_epi8(ones, right, static_cast<char>(s.on_right >> 8));
    };
    __m512i a_low, a_high, b_low, b_high;
    for (; end - split >= 2; split += 2) {
      after(split[0], a_low, a_high);
      after(split[1], b_low, b_high);
      low = _mm512_ternarylogic_epi64(low, a_low, b_low, kAndAnd);
      high = _mm512_ternarylogic_epi64(high, a_high, b_high, kAndAnd);
    }
    if (split != end) {
      after(*split++, a_low, a_high);
      low = _mm512_and_si512(low, a_low);
      high = _mm512_and_si512(high, a_high);
    }
    const __m512i low_half = _mm512_and_si512(low, four_bits);
    const __m512i low_upper = _mm512_and_si512(_mm512_srli_epi16(low, 4), four_bits);
    const __m512i high_half = _mm512_and_si512(high, four_bits);
    const __m512i high_upper = _mm512_and_si512(_mm512_srli_epi16(high, 4), four_bits);
    const __m512i leaf = _mm512_min_epu8(
        _mm512_min_epu8(_mm512_shuffle_epi8(bit0, low_half), _mm512_shuffle_epi8(bit4, low_upper)),
        _mm512_min_epu8(_mm512_shuffle_epi8(bit8, high_half),
                        _mm512_shuffle_epi8(bit12, high_upper)));
    const auto* const plane =
        reinterpret_cast<const __m128i*>(planes + tree * sizeof(float) * kMaxLeaves);
    __m512i byte[4];
    for (int i = 0; i < 4; ++i) {
      byte[i] = _mm512_shuffle_epi8(_mm512_broadcast_i32x4(_mm_loadu_si128(plane + i)), leaf);
    }
    const __m512i low01 = _mm512_unpacklo_epi8(byte[0], byte[1]);
    const __m512i low23 = _mm512_unpacklo_epi8(byte[2], byte[3]);
    const __m512i high01 = _mm512_unpackhi_epi8(byte[0], byte[1]);
    const __m512i high23 = _mm512_unpackhi_epi8(byte[2], byte[3]);
    const __m512i floats[4] = {
        _mm512_unpacklo_epi16(low01, low23), _mm512_unpackhi_epi16(low01, low23),
        _mm512_unpacklo_epi16(high01, high23), _mm512_unpackhi_epi16(high01, high23)};
    for (int i = 0; i < 4; ++i) {
      woven.rows[i] = _mm512_add_ps(woven.rows[i], _mm512_castsi512_ps(floats[i]));
    }
  }
  Store(woven, sums);
}

}  // namespace tamis::extract

#endif
