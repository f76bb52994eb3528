// Sixteen bytes at once, inline, for the short scans where a call through simd::Kernels costs
// more than it finds: a value, a name, a run between two tags. SSE2 and NEON are part of every
// x86-64 and AArch64, so this needs no dispatch; other machines take two 64-bit words.
//
// Tested: kernels_test.cc, against a loop over bytes.

#pragma once

#include <bit>
#include <cstdint>

#include "base/memory/load.h"
#include "base/simd/swar.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::simd {

// A bit for each of the sixteen bytes, the first lowest. Bits above the lowest one set may be
// wrong (see swar.h): use FirstBit() and comparison with 0 only.
using Bits16 = uint32_t;

inline uint32_t FirstBit(Bits16 bits) { return static_cast<uint32_t>(std::countr_zero(bits)); }

#if defined(__SSE2__)

class Block16 {
 public:
  // REQUIRES: sixteen readable bytes.
  explicit Block16(const char* bytes)
      : block_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}

  // Bytes that are one of `c...`.
  template <typename... Char>
  Bits16 AnyOf(Char... c) const {
    return Bits((_mm_cmpeq_epi8(block_, _mm_set1_epi8(static_cast<char>(c))) | ...));
  }
  // Bytes that may end a name in a tag: up to U+0020, '/', and '<' '=' '>' '?'.
  Bits16 NameEnd() const {
    const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(block_, _mm_set1_epi8(0x20)), block_);
    const __m128i four = _mm_cmpeq_epi8(
        _mm_and_si128(block_, _mm_set1_epi8(static_cast<char>(0xFC))), _mm_set1_epi8('<'));
    const __m128i slash = _mm_cmpeq_epi8(block_, _mm_set1_epi8('/'));
    return Bits(_mm_or_si128(_mm_or_si128(below, four), slash));
  }

 private:
  static Bits16 Bits(__m128i mask) { return static_cast<Bits16>(_mm_movemask_epi8(mask)); }
  __m128i block_;
};

#else

class Block16 {
 public:
  explicit Block16(const char* bytes) : low_(Load64(bytes)), high_(Load64(bytes + 8)) {}

  template <typename... Char>
  Bits16 AnyOf(Char... c) const {
    return Bits((MarkEqual(low_, static_cast<unsigned char>(c)) | ...),
                (MarkEqual(high_, static_cast<unsigned char>(c)) | ...));
  }
  Bits16 NameEnd() const { return Bits(MarkNameEnd(low_), MarkNameEnd(high_)); }

 private:
  static uint64_t MarkNameEnd(uint64_t word) {
    return MarkBelow(word, 0x21) | MarkEqual(word, '/') |
           MarkZeros((word & Repeat(0xFC)) ^ Repeat('<'));
  }
  // Gathers the top bits of the bytes.
  static Bits16 Bits(uint64_t low, uint64_t high) {
    constexpr uint64_t kGather = 0x0002040810204081u;
    return static_cast<Bits16>((low * kGather) >> 56) |
           static_cast<Bits16>(((high * kGather) >> 56) << 8);
  }
  uint64_t low_;
  uint64_t high_;
};

#endif

}  // namespace tamis::simd
