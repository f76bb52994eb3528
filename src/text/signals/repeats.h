// Lines that stand more than once, paragraphs likewise: how many, and how many characters.
//
// Compared by 64-bit hashes: two that differ pass for equal once in about 10^15 texts.
//
// Tested: signals_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"

namespace tamis::text {

class Repeats {
 public:
  void Clear();
  // True when it was added before.
  bool Add(uint64_t hash, size_t characters);

  size_t count() const { return count_; }
  size_t repeated() const { return repeated_; }
  size_t repeated_characters() const { return repeated_characters_; }

 private:
  void Grow();

  std::vector<uint64_t> table_;  // 0: free
  size_t count_ = 0;
  size_t distinct_ = 0;
  size_t repeated_ = 0;
  size_t repeated_characters_ = 0;
};

// A hash of any bytes, the same on every machine.
uint64_t HashBytes(std::string_view bytes);

inline constexpr uint64_t kHashMultiplier = 0x9FB21C651E98DF25u;   // odd, bits well mixed
inline constexpr uint64_t kHashMultiplier2 = 0xD6E8FEB86659FD93u;  // likewise

inline uint64_t MixHash(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * kHashMultiplier;
  return hash ^ (hash >> 32);
}

// Of a word of at most sixteen bytes, none of them 0, that are at hand as little-endian numbers.
// No two words of up to eight bytes have the same.
inline uint64_t HashShortWord(uint64_t first, uint64_t second) {
  const uint64_t hash = first * kHashMultiplier + second * kHashMultiplier2;
  return hash ^ (hash >> 32);
}

// Of a word without bytes 0, the same as HashShortWord().
inline uint64_t HashWord(std::string_view word) {
  if (word.size() > 16) return HashBytes(word);
  const simd::Halves halves = simd::LoadHalves(word.data(), word.size());
  return HashShortWord(halves.low, halves.high);
}

}  // namespace tamis::text
