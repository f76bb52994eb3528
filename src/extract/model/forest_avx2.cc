// The highest leaf that remains is found by tables of four bits, and the leaves are fetched by the
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

// The highest bit that is not set in a number of four bits, plus `offset`; 0 for none.
[[gnu::target("avx2")]] __m256i HighestLeft(char offset) {
  const auto o = [&](int bit) { return static_cast<char>(bit + offset); };
  return _mm256_broadcastsi128_si256(_mm_setr_epi8(o(3), o(3), o(3), o(3), o(3), o(3), o(3), o(3),
                                                   o(2), o(2), o(2), o(2), o(1), o(1), o(0), 0));
}

// The leaves that are taken from 32 rows, as a mask: its low byte and its high one.
struct Taken {
  __m256i low = {};
  __m256i high = {};
};

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i Of(uint8_t byte) {
  return _mm256_set1_epi8(static_cast<char>(byte));
}

// The highest bit of each row tells whether it goes right.
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i Right(const uint8_t* codes,
                                                                 const __m256i& limit) {
  return _mm256_avg_epu8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes)), limit);
}

[[gnu::target("avx2"), gnu::always_inline]] inline void AddLeaves(const Taken& taken,
                                                                  const uint8_t* planes,
                                                                  Woven& woven) {
  const __m256i four_bits = _mm256_set1_epi8(15);
  const auto highest = [&](const __m256i& table, const __m256i& bits)
                           __attribute__((target("avx2"))) {
                             return _mm256_shuffle_epi8(table, _mm256_and_si256(bits, four_bits));
                           };
  const __m256i leaf =
      _mm256_max_epu8(_mm256_max_epu8(highest(HighestLeft(0), taken.low),
                                      highest(HighestLeft(4), _mm256_srli_epi16(taken.low, 4))),
                      _mm256_max_epu8(highest(HighestLeft(8), taken.high),
                                      highest(HighestLeft(12), _mm256_srli_epi16(taken.high, 4))));
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

[[gnu::target("avx2")]] void AddTreesByAvx2(const TreeArrays& trees, const uint8_t* codes,
                                            size_t first, size_t last, ForestSums& sums) {
  Woven woven[2] = {Load(sums.data()), Load(sums.data() + kHalf)};
  const TreeSplit* split = trees.splits.data() + first * kTreeSplits;
  for (size_t tree = first; tree < last; ++tree) {
    Taken taken[2];
    for (size_t i = 0; i < kTreeSplits; ++i, ++split) {
      const __m256i limit = Of(split->limit);
      const __m256i high = Of(split->high);
      const uint8_t* const column = codes + split->column * kForestStep;
      const __m256i right[2] = {Right(column, limit), Right(column + kHalf, limit)};
      for (size_t half = 0; half < 2; ++half) {
        taken[half].high =
            _mm256_or_si256(taken[half].high, _mm256_shuffle_epi8(high, right[half]));
      }
      if (i >= kWideSplits) continue;
      const __m256i low = Of(split->low);
      for (size_t half = 0; half < 2; ++half) {
        taken[half].low = _mm256_or_si256(taken[half].low, _mm256_shuffle_epi8(low, right[half]));
      }
    }
    const uint8_t* const of_tree = trees.planes.data() + tree * sizeof(float) * kMaxLeaves;
    AddLeaves(taken[0], of_tree, woven[0]);
    AddLeaves(taken[1], of_tree, woven[1]);
  }
  Store(woven[0], sums.data());
  Store(woven[1], sums.data() + kHalf);
}

}  // namespace tamis::extract

#endif
