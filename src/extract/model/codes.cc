// GCC 12 warns of the undefined registers of its own intrinsics (GCC bug 105593).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "extract/model/codes.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "base/simd/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

// A float's upper bits grow with its magnitude: the exponent and three bits of the mantissa.
constexpr int kShift = 20;
constexpr uint32_t kSign = 0x80000000;
constexpr int CellOfPower(int exponent) { return (127 + exponent) << 3; }
constexpr int kSmallest = CellOfPower(-7) - 1;
constexpr int kSmallestNegative = CellOfPower(-1) - 1;
constexpr int kSteps = 255 - kCodeOfZero;
constexpr int kNegativeSteps = kCodeOfZero;

// Where the values of a column come from: one, eight or sixteen of them.
struct Numbers {
  const uint32_t* values;

  float One(size_t i) const { return static_cast<float>(values[i]); }
#if defined(__x86_64__)
  [[gnu::target("avx2")]] __m256 Eight(size_t i) const {
    return _mm256_cvtepi32_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values + i)));
  }
  [[gnu::target("avx512f,avx512bw")]] __m512 Sixteen(size_t i) const {
    return _mm512_cvtepi32_ps(_mm512_loadu_si512(values + i));
  }
#endif
};

struct Shares {
  const uint32_t* parts;
  const uint32_t* wholes;

  float One(size_t i) const {
    return wholes[i] == 0 ? 0.0f : static_cast<float>(parts[i]) / static_cast<float>(wholes[i]);
  }
#if defined(__x86_64__)
  [[gnu::target("avx2")]] __m256 Eight(size_t i) const {
    const __m256 whole = Numbers{wholes}.Eight(i);
    const __m256 share = _mm256_div_ps(Numbers{parts}.Eight(i), whole);
    return _mm256_and_ps(share, _mm256_cmp_ps(whole, _mm256_setzero_ps(), _CMP_NEQ_UQ));
  }
  [[gnu::target("avx512f,avx512bw")]] __m512 Sixteen(size_t i) const {
    const __m512i whole = _mm512_loadu_si512(wholes + i);
    return _mm512_maskz_div_ps(_mm512_test_epi32_mask(whole, whole), Numbers{parts}.Sixteen(i),
                               _mm512_cvtepi32_ps(whole));
  }
#endif
};

struct Floats {
  const float* values;

  float One(size_t i) const { return values[i]; }
#if defined(__x86_64__)
  [[gnu::target("avx2")]] __m256 Eight(size_t i) const { return _mm256_loadu_ps(values + i); }
  [[gnu::target("avx512f,avx512bw")]] __m512 Sixteen(size_t i) const {
    return _mm512_loadu_ps(values + i);
  }
#endif
};

struct Bytes {
  const uint8_t* values;

  float One(size_t i) const { return static_cast<float>(values[i]); }
#if defined(__x86_64__)
  [[gnu::target("avx2")]] __m256 Eight(size_t i) const {
    return _mm256_cvtepi32_ps(
        _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values + i))));
  }
  [[gnu::target("avx512f,avx512bw")]] __m512 Sixteen(size_t i) const {
    return _mm512_cvtepi32_ps(
        _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values + i))));
  }
#endif
};

#if defined(__x86_64__)

// Sixteen values at once: cells have eleven bits, so all but the first step is done in halves.
[[gnu::target("avx2")]] inline __m128i CodesOf(__m256i a, __m256i b) {
  const __m256i magnitude = _mm256_set1_epi32(0x7FFFFFFF);
  const __m256i none = _mm256_setzero_si256();
  const __m256i zero = _mm256_packs_epi32(_mm256_cmpeq_epi32(_mm256_and_si256(a, magnitude), none),
                                          _mm256_cmpeq_epi32(_mm256_and_si256(b, magnitude), none));
  const __m256i cell =
      _mm256_packus_epi32(_mm256_srli_epi32(a, kShift), _mm256_srli_epi32(b, kShift));
  const __m256i bits = _mm256_set1_epi16(0x7FF);
  const __m256i size = _mm256_and_si256(cell, bits);
  const auto clamped = [&](int smallest, int steps) __attribute__((target("avx2"))) {
    const __m256i step = _mm256_sub_epi16(size, _mm256_set1_epi16(static_cast<short>(smallest)));
    return _mm256_min_epi16(_mm256_max_epi16(step, _mm256_set1_epi16(1)),
                            _mm256_set1_epi16(static_cast<short>(steps)));
  };
  const __m256i above = clamped(kSmallest, kSteps);
  const __m256i below = _mm256_sub_epi16(none, clamped(kSmallestNegative, kNegativeSteps));
  const __m256i apart = _mm256_blendv_epi8(above, below, _mm256_cmpgt_epi16(cell, bits));
  const __m256i code =
      _mm256_add_epi16(_mm256_andnot_si256(zero, apart), _mm256_set1_epi16(kCodeOfZero));
  const __m256i bytes = _mm256_packus_epi16(code, code);
  // Packing works on halves of a register: put the four quarters of the codes in order.
  return _mm256_castsi256_si128(
      _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 0, 4, 1, 5)));
}

template <typename Values>
[[gnu::target("avx2")]] void EncodeByAvx2(const Values& values, size_t count, uint8_t* codes) {
  for (size_t i = 0; i < count; i += kCodeLanes) {
    _mm_storeu_si128(
        reinterpret_cast<__m128i*>(codes + i),
        CodesOf(_mm256_castps_si256(values.Eight(i)), _mm256_castps_si256(values.Eight(i + 8))));
  }
}

// In lanes of 32 bits, each narrowed to a byte in the end.
[[gnu::target("avx512f,avx512bw")]] inline __m128i CodesOf(__m512i values) {
  const __m512i one = _mm512_set1_epi32(1);
  const __m512i size =
      _mm512_and_si512(_mm512_srli_epi32(values, kShift), _mm512_set1_epi32(0x7FF));
  const auto clamped = [&](int smallest, int steps) __attribute__((target("avx512f,avx512bw"))) {
    const __m512i step = _mm512_sub_epi32(size, _mm512_set1_epi32(smallest));
    return _mm512_min_epi32(_mm512_max_epi32(step, one), _mm512_set1_epi32(steps));
  };
  const __m512i none = _mm512_setzero_si512();
  const __m512i below = clamped(kSmallestNegative, kNegativeSteps);
  const __mmask16 negative = _mm512_cmplt_epi32_mask(values, none);
  const __mmask16 apart = _mm512_test_epi32_mask(values, _mm512_set1_epi32(0x7FFFFFFF));
  const __m512i step = _mm512_mask_sub_epi32(clamped(kSmallest, kSteps), negative, none, below);
  const __m512i zero = _mm512_set1_epi32(kCodeOfZero);
  return _mm512_cvtepi32_epi8(_mm512_mask_add_epi32(zero, apart, zero, step));
}

template <typename Values>
[[gnu::target("avx512f,avx512bw")]] void EncodeByAvx512(const Values& values, size_t count,
                                                        uint8_t* codes) {
  for (size_t i = 0; i < count; i += kCodeLanes) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + i),
                     CodesOf(_mm512_castps_si512(values.Sixteen(i))));
  }
}

#endif

template <typename Values>
void Encode(const Values& values, size_t count, uint8_t* codes) {
#if defined(__x86_64__)
  const unsigned vector_bytes = simd::ActiveKernels().vector_bytes;
  if (vector_bytes >= 64) return EncodeByAvx512(values, count, codes);
  if (vector_bytes >= 32) return EncodeByAvx2(values, count, codes);
#endif
  for (size_t i = 0; i < count; ++i) codes[i] = CodeOf(values.One(i));
}

}  // namespace

uint8_t CodeOf(float value) {
  const auto bits = std::bit_cast<uint32_t>(value);
  const uint32_t magnitude = bits & ~kSign;
  if (magnitude == 0) return kCodeOfZero;
  const auto cell = static_cast<int>(magnitude >> kShift);
  const int apart = (bits & kSign) != 0 ? -std::clamp(cell - kSmallestNegative, 1, kNegativeSteps)
                                        : std::clamp(cell - kSmallest, 1, kSteps);
  return static_cast<uint8_t>(kCodeOfZero + apart);
}

void EncodeColumn(const uint32_t* values, size_t count, uint8_t* codes) {
  Encode(Numbers{values}, count, codes);
}

void EncodeColumn(const uint32_t* parts, const uint32_t* wholes, size_t count, uint8_t* codes) {
  Encode(Shares{parts, wholes}, count, codes);
}

void EncodeColumn(const float* values, size_t count, uint8_t* codes) {
  Encode(Floats{values}, count, codes);
}

void EncodeColumn(const uint8_t* values, size_t count, uint8_t* codes) {
  Encode(Bytes{values}, count, codes);
}

}  // namespace tamis::extract
