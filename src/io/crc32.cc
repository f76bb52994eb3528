// Idea:   a CRC is the remainder of a division by a polynomial, so bytes far in front may be taken
//         for others, smaller by a known factor, at another place: four vectors of 64 bytes are
//         moved forward by 256 bytes at a time, then joined to 16 bytes of the same remainder, on
//         which the library goes on. libdeflate's own needs twelve times as many instructions;
//         checking members took 1.3 % of a run.
// Source: V. Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
//         Instruction, Intel, 2009. RFC 1952, section 8, for the polynomial.

#include "io/crc32.h"

#include <libdeflate.h>

#include <cstddef>

#include "base/simd/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::io {

#if defined(__x86_64__)
namespace {

constexpr size_t kVector = 64;
constexpr size_t kStride = 4 * kVector;

// x^power modulo the polynomial, its bits reversed, times x.
constexpr int64_t Power(int power) {
  uint32_t remainder = 0x80000000;  // 1, reversed
  for (int i = 0; i < power; ++i) {
    remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? 0xEDB88320 : 0);
  }
  return int64_t{remainder} << 1;
}

// The factors for the two halves of what is moved forward by so many bytes.
template <int kBytes>
[[gnu::target("avx512f,vpclmulqdq")]] inline __m512i Move(__m512i sum, __m512i next) {
  constexpr int64_t kLow = Power(8 * kBytes + 32);
  constexpr int64_t kHigh = Power(8 * kBytes - 32);
  const __m512i factors = _mm512_set_epi64(kHigh, kLow, kHigh, kLow, kHigh, kLow, kHigh, kLow);
  constexpr int kXorOfThree = 0x96;
  return _mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(sum, factors, 0x00),
                                   _mm512_clmulepi64_epi128(sum, factors, 0x11), next, kXorOfThree);
}

[[gnu::target("avx512f,vpclmulqdq")]] inline __m512i Load(const char* data) {
  return _mm512_loadu_si512(data);
}

// REQUIRES: bytes.size() >= kStride
[[gnu::target("avx512f,vpclmulqdq")]] uint32_t FoldedCrc32(std::string_view bytes, uint32_t crc) {
  const char* data = bytes.data();
  const char* const end = data + bytes.size();
  const __m512i begin = _mm512_zextsi128_si512(_mm_cvtsi32_si128(static_cast<int>(~crc)));
  __m512i a = _mm512_xor_si512(Load(data), begin);
  __m512i b = Load(data + kVector);
  __m512i c = Load(data + 2 * kVector);
  __m512i d = Load(data + 3 * kVector);
  for (data += kStride; end - data >= static_cast<ptrdiff_t>(kStride); data += kStride) {
    a = Move<kStride>(a, Load(data));
    b = Move<kStride>(b, Load(data + kVector));
    c = Move<kStride>(c, Load(data + 2 * kVector));
    d = Move<kStride>(d, Load(data + 3 * kVector));
  }
  __m512i sum = Move<kVector>(Move<kVector>(Move<kVector>(a, b), c), d);
  for (; end - data >= static_cast<ptrdiff_t>(kVector); data += kVector) {
    sum = Move<kVector>(sum, Load(data));
  }
  // The four lanes are joined in the last one, 16 bytes at a time.
  constexpr size_t kLane = 16;
  for (int lane = 0; lane < 3; ++lane) {
    const __m512i first = _mm512_maskz_mov_epi64(0x03, sum);
    sum = _mm512_maskz_alignr_epi64(0x3F, sum, sum, 2);
    sum = Move<kLane>(first, sum);
  }
  alignas(kVector) char rest[kVector];
  _mm512_store_si512(rest, sum);
  // 16 bytes in front of which nothing stands, not even the ones that a CRC begins with.
  crc = libdeflate_crc32(~uint32_t{0}, rest, kLane);
  return libdeflate_crc32(crc, data, static_cast<size_t>(end - data));
}

bool CanFold() {
  static const bool can =
      simd::ActiveKernels().vector_bytes >= kVector && __builtin_cpu_supports("vpclmulqdq") != 0;
  return can;
}

}  // namespace
#endif

uint32_t Crc32(std::string_view bytes, uint32_t crc) {
#if defined(__x86_64__)
  if (bytes.size() >= kStride && CanFold()) return FoldedCrc32(bytes, crc);
#endif
  return libdeflate_crc32(crc, bytes.data(), bytes.size());
}

}  // namespace tamis::io
