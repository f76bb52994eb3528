// Hashes of all windows of N values of a row, in one step a value.
//
// Idea:   the values are the digits of a number in a large base, modulo a prime: the window moves
//         on by taking the oldest digit off and putting the next one on.
// Source: Karp and Rabin, "Efficient randomized pattern-matching algorithms" (1987).
//
// Two different windows have the same hash in about one of 2^61 cases. Base and values depend on a
// seed: who makes text to collide has to know it. Callers compare the text, too.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/memory/load.h"

namespace tamis::dedup {

// What hashes depend on.
struct HashKeys {
  explicit HashKeys(uint64_t seed) {
    for (uint64_t* key : {&base, &first, &middle, &last}) *key = Draw(seed);
    base >>= 4;  // below the prime
  }

  uint64_t base, first, middle, last;

 private:
  // Source: SplitMix64, https://prng.di.unimi.it/splitmix64.c (public domain).
  static uint64_t Draw(uint64_t& state) {
    state += 0x9E3779B97F4A7C15u;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
};

class WindowHash {
 public:
  static constexpr uint64_t kPrime = (uint64_t{1} << 61) - 1;

  WindowHash(size_t size, const HashKeys& keys) : base_(keys.base) {
    for (size_t i = 0; i < size; ++i) out_ = Multiply(out_, base_);
    out_ = kPrime - out_;  // - base^size: what a value weighs when it leaves
  }

  void Clear() { hash_ = 0; }
  // Puts a value on. REQUIRES: value < kPrime, here and below.
  void Add(uint64_t value) { hash_ = Reduce(Multiply(hash_, base_) + value); }
  // Puts `value` on and takes off `oldest`, which was put on N calls before.
  void Move(uint64_t value, uint64_t oldest) {
    hash_ = Reduce(Multiply(hash_, base_) + Multiply(oldest, out_) + value);
  }
  // Below kPrime.
  uint64_t hash() const { return hash_; }

  static uint64_t Reduce(uint64_t x) {
    x = (x & kPrime) + (x >> 61);
    return x >= kPrime ? x - kPrime : x;
  }

 private:
  static uint64_t Multiply(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return Reduce((static_cast<uint64_t>(product) & kPrime) + static_cast<uint64_t>(product >> 61));
  }

  const uint64_t base_;
  uint64_t hash_ = 0;
  uint64_t out_ = 1;
};

// What a word or byte is in a window.
class ValueHash {
 public:
  explicit ValueHash(const HashKeys& keys) : keys_(keys) {}

  // Eight bytes a multiplication.
  uint64_t operator()(std::string_view word) const {
    const char* at = word.data();
    size_t left = word.size();
    uint64_t hash = keys_.first ^ left;
    for (; left > 8; at += 8, left -= 8) hash = Fold(hash ^ Load64(at), keys_.middle);
    const bool is_short = word.size() < 8;
    hash ^= is_short ? LoadPartial64(at, left) : Load64(at + left - 8);
    return WindowHash::Reduce(Fold(hash, keys_.last));
  }
  uint64_t operator()(char byte) const { return uint64_t{static_cast<unsigned char>(byte)} + 1; }

 private:
  static uint64_t Fold(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }

  const HashKeys keys_;
};

}  // namespace tamis::dedup
