// Hashes of all windows of N values of a row, in one step a value.
//
// Idea:   the values are the digits of a number in a large base, modulo a prime: the window moves
//         on by taking the oldest digit off and putting the next one on.
// Source: Karp and Rabin, "Efficient randomized pattern-matching algorithms" (1987).
//
// Two different windows of random values have the same hash in about one of 2^61 cases. Who makes
// text on purpose can do better: callers compare the text.

#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::dedup {

class WindowHash {
 public:
  static constexpr uint64_t kPrime = (uint64_t{1} << 61) - 1;

  explicit WindowHash(size_t size) {
    for (size_t i = 0; i < size; ++i) out_ = Multiply(out_, kBase);
    out_ = kPrime - out_;  // - base^size: what a value weighs when it leaves
  }

  void Clear() { hash_ = 0; }
  // Puts a value on. REQUIRES: value < kPrime, here and below.
  void Add(uint64_t value) { hash_ = Reduce(Multiply(hash_, kBase) + value); }
  // Puts `value` on and takes off `oldest`, which was put on N calls before.
  void Move(uint64_t value, uint64_t oldest) {
    hash_ = Reduce(Multiply(hash_, kBase) + Multiply(oldest, out_) + value);
  }
  // Below kPrime.
  uint64_t hash() const { return hash_; }

  static uint64_t Reduce(uint64_t x) {
    x = (x & kPrime) + (x >> 61);
    return x >= kPrime ? x - kPrime : x;
  }

 private:
  static constexpr uint64_t kBase = 0x1A5F3D6C9B2E7841u;  // any below the prime

  static uint64_t Multiply(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return Reduce((static_cast<uint64_t>(product) & kPrime) + static_cast<uint64_t>(product >> 61));
  }

  uint64_t hash_ = 0;
  uint64_t out_ = 1;
};

}  // namespace tamis::dedup
