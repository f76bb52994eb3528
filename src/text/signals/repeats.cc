#include "text/signals/repeats.h"

#include <algorithm>
#include <utility>

#include "base/memory/load.h"

namespace tamis::text {
namespace {

constexpr size_t kMinTable = 64;

}  // namespace

uint64_t HashBytes(std::string_view bytes) {
  const size_t size = bytes.size();
  if (size <= 16) {
    const simd::Halves halves = simd::LoadHalves(bytes.data(), size);
    return MixHash(MixHash(size * kHashMultiplier, halves.low), halves.high);
  }
  // Two chains, which need not wait for each other.
  uint64_t even = size * kHashMultiplier;
  uint64_t odd = ~even;
  for (size_t i = 0; i + 16 < size; i += 16) {
    even = MixHash(even, Load64(bytes.data() + i));
    odd = MixHash(odd, Load64(bytes.data() + i + 8));
  }
  even = MixHash(even, Load64(bytes.data() + size - 16));
  odd = MixHash(odd, Load64(bytes.data() + size - 8));
  return MixHash(even, odd);
}

void Repeats::Clear() {
  if (table_.size() > kMinTable && distinct_ < table_.size() / 8) {
    table_.resize(std::max(kMinTable, table_.size() / 2));  // clearing costs by its size
  }
  std::fill(table_.begin(), table_.end(), 0);
  count_ = distinct_ = repeated_ = repeated_characters_ = 0;
}

bool Repeats::Add(uint64_t hash, size_t characters) {
  if (distinct_ * 2 >= table_.size()) Grow();
  ++count_;
  hash += hash == 0;
  const size_t mask = table_.size() - 1;
  size_t slot = hash & mask;
  while (table_[slot] != 0 && table_[slot] != hash) slot = (slot + 1) & mask;
  if (table_[slot] == hash) {
    ++repeated_;
    repeated_characters_ += characters;
    return true;
  }
  table_[slot] = hash;
  ++distinct_;
  return false;
}

void Repeats::Grow() {
  const std::vector<uint64_t> old = std::move(table_);
  table_.assign(std::max(kMinTable, old.size() * 2), 0);
  const size_t mask = table_.size() - 1;
  for (const uint64_t hash : old) {
    if (hash == 0) continue;
    size_t slot = hash & mask;
    while (table_[slot] != 0) slot = (slot + 1) & mask;
    table_[slot] = hash;
  }
}

}  // namespace tamis::text
