// A bit for each of up to 64 bytes of ASCII: what kind of character is it? Measuring a text then
// costs a few instructions for every 64 of its characters, whatever they are.
//
//   text_measure -> [ascii_masks]
//
// Tested:  text_measure_test.cc, against counting one character at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "base/simd/block16.h"
#include "base/simd/sse2.h"

namespace tamis::extract {

struct AsciiMasks {
  uint64_t other = 0;  // beyond ASCII, or '$'
  uint64_t letters = 0;
  uint64_t upper = 0;
  uint64_t digits = 0;
  uint64_t underscores = 0;
  uint64_t spaces = 0;
  uint64_t stops = 0;   // . ! ?
  uint64_t commas = 0;  // , ;
  uint64_t quotes = 0;  // " ' ) ]

  // Of `size` bytes from `begin` on. REQUIRES: 0 < size <= 64 - begin
  AsciiMasks Part(size_t begin, size_t size) const {
    const uint64_t all = ~uint64_t{0} >> (64 - size);
    const auto part = [=](uint64_t bits) { return bits >> begin & all; };
    return {part(other),  part(letters), part(upper),  part(digits), part(underscores),
            part(spaces), part(stops),   part(commas), part(quotes)};
  }
};

// The bytes of `block` but the first `seen`, at bit `shift`.
[[gnu::always_inline]] inline void AddAsciiMasks(__m128i block, unsigned shift, unsigned seen,
                                                 AsciiMasks& masks) {
  const auto put = [shift, seen](__m128i mask, uint64_t& bits) {
    bits |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(mask)) >> seen) << shift;
  };
  const auto is = [block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  // Of signed bytes: those beyond ASCII are below all of these.
  const auto within = [](__m128i bytes, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
  };
  const auto any = [](auto... mask) {
    __m128i all = _mm_setzero_si128();
    ((all = _mm_or_si128(all, mask)), ...);
    return all;
  };
  const __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
  put(any(block, is('$')), masks.other);
  put(within(lower, 'a', 'z'), masks.letters);
  put(within(block, 'A', 'Z'), masks.upper);
  put(within(block, '0', '9'), masks.digits);
  put(is('_'), masks.underscores);
  put(any(is(' '), within(block, '\t', '\r')), masks.spaces);
  put(any(is('.'), is('!'), is('?')), masks.stops);
  put(any(is(','), is(';')), masks.commas);
  put(any(is('"'), is('\''), is(')'), is(']')), masks.quotes);
}

// Of the `size` bytes at text[begin]. `readable`: memory around them, if any is known.
// REQUIRES: 0 < size <= 64
[[gnu::always_inline]] inline AsciiMasks AsciiMasksOf(std::string_view text, size_t begin,
                                                      size_t size, simd::Readable readable = {}) {
  const char* const bytes = text.data() + begin;
  AsciiMasks masks;
  size_t at = 0;
  for (; at + 16 <= size; at += 16) {
    AddAsciiMasks(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at)),
                  static_cast<unsigned>(at), 0, masks);
  }
  const size_t left = size - at;
  if (left == 0) return masks;
  if (begin + at + left >= 16) {
    // The sixteen that end here, without those that have been seen.
    AddAsciiMasks(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + size - 16)),
                  static_cast<unsigned>(at), static_cast<unsigned>(16 - left), masks);
  } else {
    const simd::Halves rest = readable.LoadFilled(bytes + at, left);
    AddAsciiMasks(_mm_set_epi64x(static_cast<int64_t>(rest.high), static_cast<int64_t>(rest.low)),
                  static_cast<unsigned>(at), 0, masks);
  }
  return masks;
}

#if defined(__x86_64__)

// The same of 32 at once. REQUIRES: 0 < size <= 64, 64 readable bytes, and the processor has AVX2
[[gnu::target("avx2")]] inline AsciiMasks AsciiMasksByAvx2(const char* bytes, size_t size) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  const uint64_t all = ~uint64_t{0} >> (64 - size);
  const auto bits = [all](__m256i of_low, __m256i of_high) __attribute__((target("avx2"))) {
    return (uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(of_low))} |
            uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(of_high))} << 32) &
           all;
  };
  const auto any = [&](auto... c) __attribute__((target("avx2"))) {
    return bits((_mm256_cmpeq_epi8(low, _mm256_set1_epi8(c)) | ...),
                (_mm256_cmpeq_epi8(high, _mm256_set1_epi8(c)) | ...));
  };
  // `set`: bits to set before. Bytes beyond ASCII are below all others.
  const auto within = [&](char set, char first, char last) __attribute__((target("avx2"))) {
    const auto of = [=](__m256i block) __attribute__((target("avx2"))) {
      const __m256i with = block | _mm256_set1_epi8(set);
      return _mm256_cmpgt_epi8(with, _mm256_set1_epi8(static_cast<char>(first - 1))) &
             _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(last + 1)), with);
    };
    return bits(of(low), of(high));
  };
  return {.other = bits(low, high) | any('$'),
          .letters = within(0x20, 'a', 'z'),
          .upper = within(0, 'A', 'Z'),
          .digits = within(0, '0', '9'),
          .underscores = any('_'),
          .spaces = any(' ') | within(0, '\t', '\r'),
          .stops = any('.', '!', '?'),
          .commas = any(',', ';'),
          .quotes = any('"', '\'', ')', ']')};
}

// The same of all at once. REQUIRES: 0 < size <= 64, and the processor has AVX-512 F and BW
[[gnu::target("avx512f,avx512bw")]] inline AsciiMasks AsciiMasksByAvx512(const char* bytes,
                                                                         size_t size) {
  const __m512i block = _mm512_maskz_loadu_epi8(~uint64_t{0} >> (64 - size), bytes);
  const auto is = [&block](char c) __attribute__((target("avx512f,avx512bw"))) {
    return uint64_t{_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(c))};
  };
  const auto within = [](__m512i from, char low,
                         char high) __attribute__((target("avx512f,avx512bw"))) {
    const __m512i above = _mm512_sub_epi8(from, _mm512_set1_epi8(low));
    return uint64_t{_mm512_cmple_epu8_mask(above, _mm512_set1_epi8(static_cast<char>(high - low)))};
  };
  const __m512i lower = _mm512_or_si512(block, _mm512_set1_epi8(0x20));
  return {.other = _mm512_movepi8_mask(block) | is('$'),
          .letters = within(lower, 'a', 'z'),
          .upper = within(block, 'A', 'Z'),
          .digits = within(block, '0', '9'),
          .underscores = is('_'),
          .spaces = is(' ') | within(block, '\t', '\r'),
          .stops = is('.') | is('!') | is('?'),
          .commas = is(',') | is(';'),
          .quotes = is('"') | is('\'') | is(')') | is(']')};
}

#endif

}  // namespace tamis::extract
