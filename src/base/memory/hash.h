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

// Sixteen bytes at a time, by one product of 128 bits.
inline uint64_t HashOf(std::string_view bytes) {
  __extension__ using Product = unsigned __int128;
  constexpr uint64_t kFirst = 0x9FB21C651E98DF25u;  // their bits are well mixed
  constexpr uint64_t kSecond = 0x9E3779B97F4A7C15u;
  uint64_t hash = bytes.size() * kFirst;
  const auto mix = [&hash](uint64_t low, uint64_t high) {
    const Product product = Product{hash ^ low ^ kFirst} * (high ^ kSecond);
    hash = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  const char* const end = bytes.data() + bytes.size();
  if (bytes.size() < 8) {
    mix(LoadPartial64(bytes.data(), bytes.size()), 0);
  } else {
    const char* at = bytes.data();
    for (; end - at > 16; at += 16) mix(Load64(at), Load64(at + 8));
    // The last sixteen or eight, some of them again.
    if (bytes.size() >= 16) at = end - 16;
    mix(Load64(at), Load64(end - 8));
  }
  // Once more: the bits that choose slots, for texts that differ in little.
  hash *= kFirst;
  return hash ^ (hash >> 32);
}

}  // namespace tamis
