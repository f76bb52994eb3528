// The inner loops of signatures, for every machine and for those with AVX2 or AVX-512. All give
// the same bytes. TAMIS_KERNEL=scalar forces a set by name, as for base/simd.
//
// Tested:  signature_test.cc (every set against the first).

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tamis::dedup {

// Hash functions come in groups of this many.
inline constexpr size_t kMinimaStep = 16;

struct SignatureKernels {
  std::string_view name;

  // Writes the normal form of leading ASCII bytes to `out`, byte for byte, and returns how many:
  // all up to the first byte outside ASCII. May write up to `size` bytes.
  size_t (*normalize_ascii)(const char* text, size_t size, char* out);

  // Sets bit i % 64 of bits[i / 64] where text[i] is no space. REQUIRES: size % 64 == 0
  void (*word_bits)(const char* text, size_t size, uint64_t* bits);

  // out[k] = the least of hashes[i] * multipliers[k] + offsets[k], modulo 2^32, over all i;
  // 2^32 - 1 when there are none. REQUIRES: functions % kMinimaStep == 0
  void (*minima)(std::span<const uint32_t> hashes, const uint32_t* multipliers,
                 const uint32_t* offsets, size_t functions, uint32_t* out);
};

// Those that this machine can run, slowest first; the first is "scalar".
std::span<const SignatureKernels> AvailableSignatureKernels();

// The fastest available, or the one that TAMIS_KERNEL names; "scalar" where it names another.
const SignatureKernels& ActiveSignatureKernels();

}  // namespace tamis::dedup
