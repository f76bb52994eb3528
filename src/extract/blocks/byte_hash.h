// A hash of short texts, sixteen bytes at a time by two products that do not wait for each other.
// Constant expressions may use it as well, so tables are made by the compiler.

#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::extract {

class ByteHash {
 public:
  constexpr void Add(uint64_t low, uint64_t high) {
    state_ = (state_ ^ low) * kOdd[0] + high * kOdd[1];
    state_ ^= state_ >> 32;
  }
  // Of the text of `size` bytes that was added.
  constexpr uint64_t Finish(size_t size) const {
    const uint64_t hash = (state_ ^ size) * kOdd[0];
    return hash ^ hash >> 32;
  }

 private:
  static constexpr uint64_t kOdd[2] = {0x9FB21C651E98DF25u, 0xD6E8FEB86659FD93u};  // well mixed
  uint64_t state_ = 0;
};

// Set in a small letter, not in a capital one: with it the two are alike.
inline constexpr uint64_t kSmallBits = 0x2020202020202020u;

}  // namespace tamis::extract
