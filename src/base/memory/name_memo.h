// What was found out about short names: the classes of elements recur within a page and from page
// to page, and reading one anew costs more than finding it here.
//
// Tested:  name_memo_test.cc.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memory/load.h"
#include "base/simd/block16.h"

namespace tamis {

// A table of fixed size that keeps copies of the names. A newer name may push out an older one:
// what it returns does not depend on that, if `make` depends on the name alone. kSlots is a power
// of two.
template <typename Value, size_t kSlots = 2048>
class NameMemo {
 public:
  static constexpr size_t kMostBytes = 32;  // longer names are not kept

  NameMemo() : slots_(kSlots) {}

  // Fetches what Get() will look at, for names of which many are asked for together.
  void Prefetch(std::string_view name) const {
    if (name.empty() || name.size() > kMostBytes) return;
    const auto* const slot = reinterpret_cast<const char*>(&slots_[SlotOf(Load(name))]);
    __builtin_prefetch(slot);
    __builtin_prefetch(slot + sizeof(Slot) - 1);
  }

  // What `make(name)` returns; it is asked when the name is not at hand.
  // The reference holds until the next call.
  template <typename Make>
  const Value& Get(std::string_view name, Make make) {
    if (name.empty() || name.size() > kMostBytes) {
      return longest_ = make(name);
    }
    const Words words = Load(name);
    Slot& slot = slots_[SlotOf(words)];
    if (!Same(slot.words, words)) {
      slot.value = make(name);
      slot.words = words;
    }
    return slot.value;
  }

 private:
  using Words = std::array<uint64_t, 5>;  // of the name, filled up with zeros, and its size
  struct Slot {
    Words words{};
    Value value{};
  };

  static Words Load(std::string_view name) {
    const char* const p = name.data();
    const size_t first = std::min<size_t>(name.size(), 16);
    const simd::Halves begin = simd::LoadHalves(p, first);
    if (first == name.size()) return {begin.low, begin.high, 0, 0, name.size()};
    const simd::Halves end = simd::LoadHalves(p + first, name.size() - first);
    return {begin.low, begin.high, end.low, end.high, name.size()};
  }

  // By words: a call that compares bytes would wait for the stores of `b` to arrive.
  static bool Same(const Words& a, const Words& b) {
    uint64_t difference = 0;
    for (size_t i = 0; i < a.size(); ++i) difference |= a[i] ^ b[i];
    return difference == 0;
  }

  static size_t SlotOf(const Words& words) {
    uint64_t hash = words[0] * 0x9E3779B97F4A7C15u ^ words[1] * 0xC2B2AE3D27D4EB4Fu ^
                    words[2] * 0x165667B19E3779F9u ^ words[3] * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 29;
    return static_cast<size_t>(hash >> 20) & (kSlots - 1);
  }

  std::vector<Slot> slots_;
  Value longest_{};
};

// Calls `use` with each name in the value of a class or id attribute: what stands between white
// space.
template <typename F>
void ForEachName(std::string_view value, F use) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (size_t i = 0; i < value.size();) {
    if (is_space(value[i])) {
      ++i;
      continue;
    }
    const size_t begin = i;
    for (; i < value.size(); i += 16) {
      const size_t size = value.size() - i < 16 ? value.size() - i : 16;
      const simd::Block16 block(value.data() + i, size);
      const simd::Bits16 bits = block.AnyOf(' ', '\t', '\n', '\v', '\f', '\r');
      if (bits == 0) continue;
      i += simd::FirstBit(bits);
      break;
    }
    if (i > value.size()) i = value.size();
    use(value.substr(begin, i - begin));
  }
}

}  // namespace tamis
