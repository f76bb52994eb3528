// What class and id names say about the text below them, learned: name -> log-odds of main
// content, averaged over hosts (training/fit_model.py).
//
// Names are known by a 32-bit hash of their letters in lower case, with runs of digits folded to
// one '0': "post-123" and "post-7" are one name.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tamis::extract {

// Never 0.
uint32_t HashOfName(std::string_view name);

namespace internal {
// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
inline constexpr uint32_t kFnvStart = 2166136261u;
constexpr uint32_t FnvStep(uint32_t hash, unsigned char byte) { return (hash ^ byte) * 16777619u; }
constexpr uint32_t FnvEnd(uint32_t hash) {
  hash ^= hash >> 15;
  return hash == 0 ? 1 : hash;
}
}  // namespace internal

// The same of a name without capital letters and digits.
inline uint32_t HashOfPlainName(std::string_view name) {
  uint32_t hash = internal::kFnvStart;
  for (const char c : name) hash = internal::FnvStep(hash, static_cast<unsigned char>(c));
  return internal::FnvEnd(hash);
}

class NameTable {
 public:
  struct Entry {
    uint32_t hash = 0;
    float log_odds = 0;
  };

  NameTable() = default;
  // `entries` in any order; of two with one hash the later wins.
  explicit NameTable(std::span<const Entry> entries);

  // Null when nothing is known of the name.
  const float* Find(uint32_t hash) const {
    if (!MayHold(hash)) return nullptr;
    for (size_t i = hash & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].hash == hash) return &slots_[i].log_odds;
      if (slots_[i].hash == 0) return nullptr;
    }
  }

  // Find() of many, which wait for memory together.
  void FindAll(std::span<const uint32_t> hashes, const float** found) const {
    for (const uint32_t hash : hashes) {
      if (MayHold(hash)) __builtin_prefetch(&slots_[hash & mask_]);
    }
    for (const uint32_t hash : hashes) *found++ = Find(hash);
  }

 private:
  // Most names are unknown: a few bits a slot tell nearly all of them without a look at a table
  // that is too large to be at hand.
  static constexpr size_t kBitsASlot = 4;
  size_t WordOf(uint32_t hash) const { return hash / 64 & (known_.size() - 1); }
  bool MayHold(uint32_t hash) const {
    return !known_.empty() && (known_[WordOf(hash)] >> hash % 64 & 1) != 0;
  }

  std::vector<Entry> slots_;  // open addressing, at most half full
  size_t mask_ = 0;
  std::vector<uint64_t> known_;  // a power of two
};

}  // namespace tamis::extract
