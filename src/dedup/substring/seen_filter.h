// Which hashes may have been seen more than once: two bits for each, so that the many windows that
// stand only once never get into a table.
//
//   64-bit word:  | 32 x "seen twice" | 32 x "seen" |
//
// Catch:   hashes share cells, so some that were seen once are taken for repeated: with six cells
//          a hash about one of seven. None that was seen twice is missed.
// Threads: any number may add at a time; asking begins when all have ended. What is answered does
//          not depend on the order.

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamis::dedup {

class SeenFilter {
 public:
  // Bits for each hash, that six cells make.
  static constexpr uint64_t kBitsPerHash = 12;

  explicit SeenFilter(uint64_t bytes) : words_(std::max<uint64_t>(bytes / 8, 1)) {}

  void Clear() {
    for (std::atomic<uint64_t>& word : words_) word.store(0, std::memory_order_relaxed);
  }
  void Prefetch(uint64_t hash) const { __builtin_prefetch(&words_[WordOf(hash)], 1); }

  void Add(uint64_t hash) {
    std::atomic<uint64_t>& word = words_[WordOf(hash)];
    const uint64_t seen = uint64_t{1} << (Mix(hash) & 31);
    const uint64_t twice = seen << 32;
    if ((word.load(std::memory_order_relaxed) & twice) != 0) return;
    if ((word.fetch_or(seen, std::memory_order_relaxed) & seen) != 0) {
      word.fetch_or(twice, std::memory_order_relaxed);
    }
  }

  bool MayRepeat(uint64_t hash) const {
    const uint64_t word = words_[WordOf(hash)].load(std::memory_order_relaxed);
    return ((word >> (32 + (Mix(hash) & 31))) & 1) != 0;
  }

 private:
  static uint64_t Mix(uint64_t hash) {
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
  }
  size_t WordOf(uint64_t hash) const {
    __extension__ using Wide = unsigned __int128;
    return static_cast<size_t>((static_cast<Wide>(Mix(hash)) * words_.size()) >> 64);
  }

  std::vector<std::atomic<uint64_t>> words_;
};

}  // namespace tamis::dedup
