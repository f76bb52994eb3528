// A fast hash of short strings, for tables inside a process: the same on every machine and in
// every run, but without defence against whoever makes strings to fall on one slot; tables must
// bound what that costs, or compare.
//
// Tested:  hash_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/memory/load.h"

namespace tamis {

inline uint64_t HashOf(std::string_view bytes) {
  constexpr uint64_t kOdd = 0x9FB21C651E98DF25u;  // its bits are well mixed
  const char* at = bytes.data();
  size_t left = bytes.size();
  uint64_t hash = left * kOdd;
  const auto mix = [&hash](uint64_t word) {
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 32;
  };
  if (left < 8) {
    mix(LoadPartial64(at, left));
  } else {
    for (; left > 8; at += 8, left -= 8) mix(Load64(at));
    mix(Load64(at + left - 8));  // the last eight, some of them again
  }
  // Once more: the low bits, which choose slots, have not heard of the last bytes yet.
  hash *= kOdd;
  return hash ^ (hash >> 32);
}

}  // namespace tamis
