// Only the functions are compiled for wide vectors (by their target attribute), so nothing else
// in this file can leak such code into other machines.

#include "dedup/signature/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "base/simd/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::dedup {
namespace {

// The normal form of an ASCII byte; 0 for others.
constexpr std::array<char, 256> MakeAsciiTable() {
  std::array<char, 256> table{};
  for (size_t c = 0; c < 0x80; ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    table[c] = static_cast<char>(upper ? c | 0x20 : word ? c : ' ');
  }
  return table;
}
constexpr std::array<char, 256> kAscii = MakeAsciiTable();

size_t NormalizeAscii(const char* text, size_t size, char* out) {
  for (size_t i = 0; i < size; ++i) {
    const char normal = kAscii[static_cast<unsigned char>(text[i])];
    if (normal == 0) return i;
    out[i] = normal;
  }
  return size;
}

void WordBits(const char* text, size_t size, uint64_t* bits) {
  for (size_t i = 0; i < size; i += 64) {
    uint64_t word = 0;
    for (size_t k = 0; k < 64; ++k) word |= uint64_t{text[i + k] != ' '} << k;
    bits[i / 64] = word;
  }
}

void Minima(std::span<const uint32_t> hashes, const uint32_t* multipliers, const uint32_t* offsets,
            size_t functions, uint32_t* out) {
  for (size_t k = 0; k < functions; k += kMinimaStep) {
    uint32_t least[kMinimaStep];
    std::fill_n(least, kMinimaStep, std::numeric_limits<uint32_t>::max());
    for (const uint32_t hash : hashes) {
      for (size_t j = 0; j < kMinimaStep; ++j) {
        least[j] = std::min(least[j], hash * multipliers[k + j] + offsets[k + j]);
      }
    }
    std::copy_n(least, kMinimaStep, out + k);
  }
}

#if defined(__x86_64__)

// The bytes of `c` from `first` to `last`.
[[gnu::target("avx2")]] inline __m256i Between(__m256i c, char first, char last) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(c, _mm256_set1_epi8(static_cast<char>(first - 1))),
                          _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(last + 1)), c));
}

[[gnu::target("avx2")]] size_t NormalizeAsciiAvx2(const char* text, size_t size, char* out) {
  size_t i = 0;
  const __m256i space = _mm256_set1_epi8(' ');
  for (; i + 32 <= size; i += 32) {
    const __m256i c = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + i));
    if (_mm256_movemask_epi8(c) != 0) break;
    const __m256i lower = _mm256_or_si256(c, _mm256_and_si256(Between(c, 'A', 'Z'), space));
    const __m256i word =
        _mm256_or_si256(_mm256_or_si256(Between(lower, 'a', 'z'), Between(c, '0', '9')),
                        _mm256_cmpeq_epi8(c, _mm256_set1_epi8('_')));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_blendv_epi8(space, lower, word));
  }
  return i + NormalizeAscii(text + i, size - i, out + i);
}

// A bit for each of 32 bytes that is a space.
[[gnu::target("avx2")]] inline uint32_t Spaces(const char* text) {
  const __m256i c = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(c, _mm256_set1_epi8(' '))));
}

[[gnu::target("avx2")]] void WordBitsAvx2(const char* text, size_t size, uint64_t* bits) {
  for (size_t i = 0; i < size; i += 64) {
    bits[i / 64] = ~(Spaces(text + i) | uint64_t{Spaces(text + i + 32)} << 32);
  }
}

// kVectors registers of least values at a time: more functions than that take another pass over
// the hashes, which are few and in the first cache.
template <size_t kVectors>
[[gnu::target("avx2")]] void MinimaBlockAvx2(std::span<const uint32_t> hashes,
                                             const uint32_t* multipliers, const uint32_t* offsets,
                                             uint32_t* out) {
  __m256i least[kVectors];
  for (__m256i& each : least) each = _mm256_set1_epi32(-1);
  for (const uint32_t hash : hashes) {
    const __m256i h = _mm256_set1_epi32(static_cast<int>(hash));
    for (size_t j = 0; j < kVectors; ++j) {
      const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(multipliers + 8 * j));
      const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(offsets + 8 * j));
      least[j] = _mm256_min_epu32(least[j], _mm256_add_epi32(_mm256_mullo_epi32(h, a), b));
    }
  }
  for (size_t j = 0; j < kVectors; ++j) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + 8 * j), least[j]);
  }
}

[[gnu::target("avx2")]] void MinimaAvx2(std::span<const uint32_t> hashes,
                                        const uint32_t* multipliers, const uint32_t* offsets,
                                        size_t functions, uint32_t* out) {
  size_t k = 0;
  for (; k + 64 <= functions; k += 64) {
    MinimaBlockAvx2<8>(hashes, multipliers + k, offsets + k, out + k);
  }
  for (; k < functions; k += 16) {
    MinimaBlockAvx2<2>(hashes, multipliers + k, offsets + k, out + k);
  }
}

template <size_t kVectors>
[[gnu::target("avx512f")]] void MinimaBlockAvx512(std::span<const uint32_t> hashes,
                                                  const uint32_t* multipliers,
                                                  const uint32_t* offsets, uint32_t* out) {
  __m512i least[kVectors], a[kVectors];
  for (size_t j = 0; j < kVectors; ++j) {
    least[j] = _mm512_set1_epi32(-1);
    a[j] = _mm512_loadu_si512(multipliers + 16 * j);
  }
  for (const uint32_t hash : hashes) {
    const __m512i h = _mm512_set1_epi32(static_cast<int>(hash));
    for (size_t j = 0; j < kVectors; ++j) {
      const __m512i b = _mm512_loadu_si512(offsets + 16 * j);
      // The form with a mask, all set: the plain one of GCC 12 warns of its own variable.
      least[j] = _mm512_mask_min_epu32(least[j], 0xFFFF, least[j],
                                       _mm512_add_epi32(_mm512_mullo_epi32(h, a[j]), b));
    }
  }
  for (size_t j = 0; j < kVectors; ++j) _mm512_storeu_si512(out + 16 * j, least[j]);
}

[[gnu::target("avx512f")]] void MinimaAvx512(std::span<const uint32_t> hashes,
                                             const uint32_t* multipliers, const uint32_t* offsets,
                                             size_t functions, uint32_t* out) {
  size_t k = 0;
  for (; k + 128 <= functions; k += 128) {
    MinimaBlockAvx512<8>(hashes, multipliers + k, offsets + k, out + k);
  }
  for (; k < functions; k += 16) {
    MinimaBlockAvx512<1>(hashes, multipliers + k, offsets + k, out + k);
  }
}

constexpr SignatureKernels kAll[] = {
    {"scalar", NormalizeAscii, WordBits, Minima},
    {"avx2", NormalizeAsciiAvx2, WordBitsAvx2, MinimaAvx2},
    {"avx512", NormalizeAsciiAvx2, WordBitsAvx2, MinimaAvx512},
};

#else

constexpr SignatureKernels kAll[] = {{"scalar", NormalizeAscii, WordBits, Minima}};

#endif

}  // namespace

std::span<const SignatureKernels> AvailableSignatureKernels() {
  const std::span<const simd::Kernels* const> machine = simd::AvailableKernels();
  const auto runs = [machine](const SignatureKernels& kernels) {
    return std::any_of(machine.begin(), machine.end(), [&kernels](const simd::Kernels* of_machine) {
      return of_machine->name == kernels.name;
    });
  };
  const auto end = std::find_if_not(std::begin(kAll), std::end(kAll), runs);
  return {std::begin(kAll), end};
}

const SignatureKernels& ActiveSignatureKernels() {
  const std::string_view name = simd::ActiveKernels().name;
  for (const SignatureKernels& kernels : AvailableSignatureKernels()) {
    if (kernels.name == name) return kernels;
  }
  return kAll[0];
}

}  // namespace tamis::dedup
