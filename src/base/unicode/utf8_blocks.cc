#include "base/unicode/utf8_blocks.h"

#include <cstdint>

#include "base/simd/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis {

#if defined(__x86_64__)
namespace {

// What is wrong with two bytes side by side.
constexpr char kTooShort = 1 << 0;   // a lead without what must follow
constexpr char kTooLong = 1 << 1;    // ASCII and then a continuation
constexpr char kOverlong3 = 1 << 2;  // E0 80..9F
constexpr char kTooLarge = 1 << 3;   // F4 90.., F5..
constexpr char kSurrogate = 1 << 4;  // ED A0..
constexpr char kOverlong2 = 1 << 5;  // C0, C1
constexpr char kTooLarge1000 = 1 << 6;
constexpr char kOverlong4 = 1 << 6;                            // F0 80..8F
constexpr char kTwoContinuations = static_cast<char>(1 << 7);  // right behind some leads only
constexpr char kCarry = kTooShort | kTooLong | kTwoContinuations;

// The three looks: at what the first byte of two begins and ends with, and the second begins with.
constexpr char kFirstHigh[16] = {kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTooLong,
                                 kTwoContinuations,
                                 kTwoContinuations,
                                 kTwoContinuations,
                                 kTwoContinuations,
                                 kTooShort | kOverlong2,
                                 kTooShort,
                                 kTooShort | kOverlong3 | kSurrogate,
                                 kTooShort | kTooLarge | kTooLarge1000 | kOverlong4};
constexpr char kLarge = kCarry | kTooLarge | kTooLarge1000;
constexpr char kFirstLow[16] = {kCarry | kOverlong3 | kOverlong2 | kOverlong4,
                                kCarry | kOverlong2,
                                kCarry,
                                kCarry,
                                kCarry | kTooLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge,
                                kLarge | kSurrogate,
                                kLarge,
                                kLarge};
constexpr char kFollows = kTooLong | kOverlong2 | kTwoContinuations;
constexpr char kSecondHigh[16] = {kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kFollows | kOverlong3 | kTooLarge1000 | kOverlong4,
                                  kFollows | kOverlong3 | kTooLarge,
                                  kFollows | kSurrogate | kTooLarge,
                                  kFollows | kSurrogate | kTooLarge,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort,
                                  kTooShort};

// Whether a character may have begun among the last three of the bytes that `beyond_ascii` tells
// of, and not ended.
template <typename Bits>
bool MayBeOpen(Bits beyond_ascii) {
  return beyond_ascii >> (8 * sizeof(Bits) - 3) != 0;
}

// `end` or, if the character before it has not ended, where that begins.
size_t WithoutOpenCharacter(std::string_view text, size_t end) {
  for (size_t back = 1; back <= 3 && back <= end; ++back) {
    const auto byte = static_cast<unsigned char>(text[end - back]);
    if (byte >= 0xC0) return end - back;
    if (byte < 0x80) break;
  }
  return end;
}

[[gnu::target("avx2")]] inline __m256i Look(const char (&table)[16], __m256i halves) {
  const __m128i row = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(row), halves);
}

// Nonzero bytes where `input`, which follows `previous`, is ill-formed.
[[gnu::target("avx2")]] inline __m256i ErrorsOf(__m256i input, __m256i previous) {
  const __m256i across = _mm256_permute2x128_si256(previous, input, 0x21);
  const __m256i first = _mm256_alignr_epi8(input, across, 15);
  const __m256i half = _mm256_set1_epi8(0x0F);
  const auto high = [&](__m256i bytes) __attribute__((target("avx2"))) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
  };
  const __m256i pairs =
      _mm256_and_si256(_mm256_and_si256(Look(kFirstHigh, high(first)),
                                        Look(kFirstLow, _mm256_and_si256(first, half))),
                       Look(kSecondHigh, high(input)));
  // The third byte behind a lead from E0 on, the fourth behind one from F0 on.
  const __m256i third = _mm256_subs_epu8(_mm256_alignr_epi8(input, across, 14),
                                         _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80)));
  const __m256i fourth = _mm256_subs_epu8(_mm256_alignr_epi8(input, across, 13),
                                          _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80)));
  const __m256i must_continue =
      _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
  return _mm256_xor_si256(must_continue, pairs);
}

[[gnu::target("avx2")]] size_t ValidBlocksByAvx2(std::string_view text) {
  constexpr size_t kStep = 32;
  __m256i previous = _mm256_setzero_si256();
  bool open = false;
  size_t i = 0;
  for (; i + kStep <= text.size(); i += kStep) {
    const __m256i input = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + i));
    const auto beyond_ascii = static_cast<uint32_t>(_mm256_movemask_epi8(input));
    if (beyond_ascii != 0 || open) {
      const __m256i errors = ErrorsOf(input, previous);
      if (_mm256_testz_si256(errors, errors) == 0) break;
    }
    open = MayBeOpen(beyond_ascii);
    previous = input;
  }
  return open ? WithoutOpenCharacter(text, i) : i;
}

// GCC 12 warns of its own header where there is no mask.
constexpr __mmask16 kAllLanes = 0xFFFF;

[[gnu::target("avx512bw")]] inline __m512i Load(const char* data) {
  return _mm512_loadu_si512(data);
}

[[gnu::target("avx512bw")]] inline __m512i Look(const char (&table)[16], __m512i halves) {
  const __m128i row = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table));
  return _mm512_shuffle_epi8(_mm512_maskz_broadcast_i32x4(kAllLanes, row), halves);
}

// As for 32 bytes; a bit for each that is ill-formed.
[[gnu::target("avx512bw")]] inline uint64_t ErrorsOf(__m512i input, __m512i previous) {
  const __m512i across = _mm512_maskz_alignr_epi32(kAllLanes, input, previous, 12);
  const __m512i first = _mm512_alignr_epi8(input, across, 15);
  const __m512i half = _mm512_set1_epi8(0x0F);
  const __m512i first_high = _mm512_and_si512(_mm512_srli_epi16(first, 4), half);
  const __m512i second_high = _mm512_and_si512(_mm512_srli_epi16(input, 4), half);
  const __m512i pairs =
      _mm512_and_si512(_mm512_and_si512(Look(kFirstHigh, first_high),
                                        Look(kFirstLow, _mm512_and_si512(first, half))),
                       Look(kSecondHigh, second_high));
  const __m512i third = _mm512_subs_epu8(_mm512_alignr_epi8(input, across, 14),
                                         _mm512_set1_epi8(static_cast<char>(0xE0 - 0x80)));
  const __m512i fourth = _mm512_subs_epu8(_mm512_alignr_epi8(input, across, 13),
                                          _mm512_set1_epi8(static_cast<char>(0xF0 - 0x80)));
  const __m512i must_continue =
      _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8(static_cast<char>(0x80)));
  return _mm512_test_epi8_mask(_mm512_xor_si512(must_continue, pairs),
                               _mm512_set1_epi8(static_cast<char>(0xFF)));
}

// Four blocks at once while they are ASCII.
[[gnu::target("avx512bw")]] size_t ValidBlocksByAvx512(std::string_view text) {
  constexpr size_t kStep = 64;
  constexpr size_t kStride = 4 * kStep;
  __m512i previous = _mm512_setzero_si512();
  bool open = false;
  size_t i = 0;
  while (i + kStep <= text.size()) {
    const char* const data = text.data() + i;
    const __m512i input = Load(data);
    if (!open && i + kStride <= text.size()) {
      const __m512i last = Load(data + 3 * kStep);
      const __m512i any = _mm512_or_si512(_mm512_or_si512(input, Load(data + kStep)),
                                          _mm512_or_si512(Load(data + 2 * kStep), last));
      if (_mm512_movepi8_mask(any) == 0) {
        previous = last;
        i += kStride;
        continue;
      }
    }
    const uint64_t beyond_ascii = _mm512_movepi8_mask(input);
    if ((beyond_ascii != 0 || open) && ErrorsOf(input, previous) != 0) break;
    open = MayBeOpen(beyond_ascii);
    previous = input;
    i += kStep;
  }
  return open ? WithoutOpenCharacter(text, i) : i;
}

}  // namespace
#endif

size_t ValidUtf8Blocks([[maybe_unused]] std::string_view text) {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return ValidBlocksByAvx512(text);
  if (simd::ActiveKernels().vector_bytes >= 32) return ValidBlocksByAvx2(text);
#endif
  return 0;
}

}  // namespace tamis
