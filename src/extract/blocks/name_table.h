// What class and id names say about the text below them, learned: name -> log-odds of main
// content, averaged over hosts (training/fit_model.py).
//
// Names are known by a 32-bit hash of their letters in lower case, with runs of digits folded to
// one '0': "post-123" and "post-7" are one name. ("_" is hashed as U+007F, which no name has, and
// the like: the bit that makes a letter small is set in all bytes.)

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "extract/blocks/byte_hash.h"

namespace tamis::extract {

// Never 0.
uint32_t HashOfName(std::string_view name);

namespace internal {
class NameHash {
 public:
  // Folded bytes; of all pieces but the last one a multiple of sixteen.
  // REQUIRES: fifteen readable bytes behind them, or `size` is a multiple of sixteen
  void Add(const char* bytes, size_t size) {
    constexpr size_t kStep = 16;
    for (size_t at = 0; at < size; at += kStep) {
      const simd::Halves step =
          simd::KeepFirst(simd::LoadHalves(bytes + at, kStep), std::min(size - at, kStep));
      hash_.Add(step.low | kSmallBits, step.high | kSmallBits);
    }
    size_ += size;
  }
  uint32_t Finish() const {
    return std::max(static_cast<uint32_t>(hash_.Finish(size_)), uint32_t{1});
  }

 private:
  ByteHash hash_;
  size_t size_ = 0;
};
}  // namespace internal

// The same of a name without digits. REQUIRES: fifteen readable bytes behind it
inline uint32_t HashOfPlainName(const char* name, size_t size) {
  internal::NameHash hash;
  hash.Add(name, size);
  return hash.Finish();
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

  // Find() of many, which wait for memory together; which of them are to be looked for is written
  // down without a branch, since it cannot be foreseen.
  void FindAll(std::span<const uint32_t> hashes, const float** found) const {
    std::fill_n(found, hashes.size(), nullptr);
    if (known_.empty()) return;
    constexpr size_t kTogether = 64;
    for (size_t begin = 0; begin < hashes.size(); begin += kTogether) {
      const size_t end = std::min(begin + kTogether, hashes.size());
      size_t maybe[kTogether];
      size_t count = 0;
      for (size_t i = begin; i < end; ++i) {
        maybe[count] = i;
        count += MayHold(hashes[i]) ? 1 : 0;
      }
      for (size_t i = 0; i < count; ++i) __builtin_prefetch(&slots_[hashes[maybe[i]] & mask_]);
      for (size_t i = 0; i < count; ++i) found[maybe[i]] = Find(hashes[maybe[i]]);
    }
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
