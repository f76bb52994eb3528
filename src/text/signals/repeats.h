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

inline constexpr uint64_t kHashMultiplier = 0x9FB21C651E98DF25u;  // odd, bits well mixed

inline uint64_t MixHash(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * kHashMultiplier;
  return hash ^ (hash >> 32);
}

// HashBytes() of at most sixteen bytes that are at hand as little-endian numbers.
inline uint64_t HashShort(uint64_t first, uint64_t second, size_t size) {
  return MixHash(MixHash(size * kHashMultiplier, first), second);
}

}  // namespace tamis::text
