// 64-bit hashes of short strings and numbers: the same on every machine.
//
// Source: the multiply-and-fold of wyhash (https://github.com/wangyi-fudan/wyhash, public domain),
//         from its description; the finisher of MurmurHash3 and splitmix64 likewise.

#pragma once

#include <cstdint>

namespace tamis::dedup {

inline constexpr uint64_t kHashSeed1 = 0x9E3779B97F4A7C15;
inline constexpr uint64_t kHashSeed2 = 0xD6E8FEB86659FD93;

__extension__ typedef unsigned __int128 Wide;

// Both halves of the product, folded.
inline uint64_t FoldedProduct(uint64_t a, uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Every bit of the result depends on every bit of `x`; no two values give the same.
inline uint64_t MixBits(uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCD;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

}  // namespace tamis::dedup
