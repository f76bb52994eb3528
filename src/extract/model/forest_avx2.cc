// The lowest leaf that remains is found by tables of four bits, and the leaves are fetched by the
// same instruction: their 16 floats are four planes of 16 bytes, one for each byte of a float.

#if defined(__x86_64__)

#include <immintrin.h>

#include "extract/model/forest_kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kHalf = 32;  // rows in a register
static_assert(kForestStep == 2 * kHalf);

// The sums of 32 rows. Rows 0..3 and 16..19 are together, 4..7 and 20..23, and so on: as bytes are
// woven into floats.
struct Woven {
  __m256 rows[4];
};

[[gnu::target("avx2")]] Woven Load(const float* sums) {
  Woven woven;
  for (size_t i = 0; i < 4; ++i) {
    woven.rows[i] = _mm256_setr_m128(_mm_loadu_ps(sums + 4 * i), _mm_loadu_ps(sums + 16 + 4 * i));
  }
  return woven;
}

[[gnu::target("avx2")]] void Store(const Woven& woven, float* sums) {
  for (size_t i = 0; i < 4; ++i) {
    _mm_storeu_ps(sums + 4 * i, _mm256_castps256_ps128(woven.rows[i]));
    _mm_storeu_ps(sums + 16 + 4 * i, _mm256_extractf128_ps(woven.rows[i], 1));
  }
}

// The lowest bit of a number of four bits, plus `offset`; 255 for none.
[[gnu::target("avx2")]] __m256i LowestBit(char offset) {
  const auto o = [&](int bit) { return static_cast<char>(bit + offset); };
  return _mm256_broadcastsi128_si256(_mm_setr_epi8(-1, o(0), o(1), o(0), o(2), o(0), o(1), o(0),
                                                   o(3), o(0), o(1), o(0), o(2), o(0), o(1), o(0)));
}

// The leaves of 32 rows that remain in a tree, as a mask: its low byte and its high one.
struct Remaining {
  __m256i low;
  __m256i high;
};

[[gnu::target("avx2"), gnu::always_inline]] inline void Split(const uint8_t* codes,
                                                              const __m256i& most,
                                                              const __m256i& on_low,
                                                              const __m256i& on_high,
                                                              Remaining& remaining) {
  const __m256i code = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes));
  const __m256i left = _mm256_cmpeq_epi8(_mm256_min_epu8(code, most), code);
  remaining.low = _mm256_and_si256(remaining.low, _mm256_or_si256(left, on_low));
  remaining.high = _mm256_and_si256(remaining.high, _mm256_or_si256(left, on_high));
}

[[gnu::target("avx2"), gnu::always_inline]] inline void AddLeaves(const Remaining& remaining,
                                                                  const uint8_t* planes,
                                                                  Woven& woven) {
  const __m256i four_bits = _mm256_set1_epi8(15);
  const auto lowest = [&](const __m256i& table, const __m256i& bits)
                          __attribute__((target("avx2"))) {
                            return _mm256_shuffle_epi8(table, _mm256_and_si256(bits, four_bits));
                          };
  const __m256i leaf =
      _mm256_min_epu8(_mm256_min_epu8(lowest(LowestBit(0), remaining.low),
                                      lowest(LowestBit(4), _mm256_srli_epi16(remaining.low, 4))),
                      _mm256_min_epu8(lowest(LowestBit(8), remaining.high),
                                      lowest(LowestBit(12), _mm256_srli_epi16(remaining.high, 4))));
  const auto* const plane = reinterpret_cast<const __m128i*>(planes);
  __m256i byte[4];
  for (int i = 0; i < 4; ++i) {
    byte[i] = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128(plane + i)), leaf);
  }
  const __m256i low01 = _mm256_unpacklo_epi8(byte[0], byte[1]);
  const __m256i low23 = _mm256_unpacklo_epi8(byte[2], byte[3]);
  const __m256i high01 = _mm256_unpackhi_epi8(byte[0], byte[1]);
  const __m256i high23 = _mm256_unpackhi_epi8(byte[2], byte[3]);
  const __m256i floats[4] = {
      _mm256_unpacklo_epi16(low01, low23), _mm256_unpackhi_epi16(low01, low23),
      _mm256_unpacklo_epi16(high01, high23), _mm256_unpackhi_epi16(high01, high23)};
  for (int i = 0; i < 4; ++i) {
    woven.rows[i] = _mm256_add_ps(woven.rows[i], _mm256_castsi256_ps(floats[i]));
  }
}

}  // namespace

[[gnu::target("avx2")]] void AddTreesByAvx2(const ForestTable& table, const uint8_t* planes,
                                            const uint8_t* codes, size_t first, size_t last,
                                            ForestSums& sums) {
  const __m256i ones = _mm256_set1_epi8(-1);
  Woven woven[2] = {Load(sums.data()), Load(sums.data() + kHalf)};
  const ForestTable::Split* split = table.splits.data() + table.split_begin[first];
  for (size_t tree = first; tree < last; ++tree) {
    const ForestTable::Split* const end = table.splits.data() + table.split_begin[tree + 1];
    Remaining remaining[2] = {{ones, ones}, {ones, ones}};
    for (; split != end; ++split) {
      const __m256i most = _mm256_set1_epi8(static_cast<char>(split->code));
      const __m256i on_low = _mm256_set1_epi8(static_cast<char>(split->on_right));
      const __m256i on_high = _mm256_set1_epi8(static_cast<char>(split->on_right >> 8));
      const uint8_t* const column = codes + split->column * kForestStep;
      Split(column, most, on_low, on_high, remaining[0]);
      Split(column + kHalf, most, on_low, on_high, remaining[1]);
    }
    const uint8_t* const of_tree = planes + tree * sizeof(float) * kMaxLeaves;
    AddLeaves(remaining[0], of_tree, woven[0]);
    AddLeaves(remaining[1], of_tree, woven[1]);
  }
  Store(woven[0], sums.data());
  Store(woven[1], sums.data() + kHalf);
}

}  // namespace tamis::extract

#endif
