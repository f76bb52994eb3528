// Finds any of a fixed set of stems in a text in one pass, whatever the case of ASCII letters.
//
// The idea: a bit a stem. The stems that may begin at a place are those that the first byte there
// may begin, and the second may continue, and the third: three looks, and nearly always none is
// left. Of a byte the low five bits count, which case is no matter to: the tables are then twelve
// lines of the cache, where one of 256 would have been pushed out of it since the last text.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace tamis::metadata {

// At most 64 stems of two bytes and more, in lower case; static storage.
template <size_t N>
class StemSet {
 public:
  explicit constexpr StemSet(const std::string_view (&stems)[N]) {
    for (size_t i = 0; i < N; ++i) Add(stems[i], i);
  }
  // Those that stand in `column` of a table.
  template <typename Row>
  constexpr StemSet(const Row (&rows)[N], std::string_view Row::* column) {
    for (size_t i = 0; i < N; ++i) Add(rows[i].*column, i);
  }

  // Whether `text` holds a stem, and which: a bit each, the i-th for the i-th.
  constexpr uint64_t In(std::string_view text) const {
    uint64_t found = 0;
    ForEachIn(text, [&](size_t, size_t stem) { found |= uint64_t{1} << stem; });
    return found;
  }
  constexpr bool AnyIn(std::string_view text) const { return In(text) != 0; }

  // Calls `use` with the place and the number of each stem that stands in `text`, in this order.
  template <typename F>
  constexpr void ForEachIn(std::string_view text, F use) const {
    // Stems of which the last byte may be the first, the last two the first two.
    uint64_t one = 0, two = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    for (const char* byte = begin; byte != end; ++byte) {
      const Looks& looks = looks_[static_cast<size_t>(*byte & 31)];
      const uint64_t left = two & looks.third;
      two = one & looks.second;
      one = looks.first;
      if (left != 0) [[unlikely]]
        TryAt(text, static_cast<size_t>(byte - begin) - 2, left, use);
    }
    if (two != 0) TryAt(text, text.size() - 2, two, use);
  }

 private:
  static_assert(N <= 64);
  // By the low five bits of a byte, the stems of which it may be the first, second, third.
  struct Looks {
    uint64_t first = 0, second = 0, third = 0;
  };

  constexpr void Add(std::string_view stem, size_t i) {
    const uint64_t bit = uint64_t{1} << i;
    const auto looks = [this](char c) -> Looks& { return looks_[static_cast<size_t>(c & 31)]; };
    stems_[i] = stem;
    looks(stem[0]).first |= bit;
    looks(stem[1]).second |= bit;
    if (stem.size() > 2) {
      looks(stem[2]).third |= bit;
    } else {
      for (Looks& any : looks_) any.third |= bit;
    }
  }
  template <typename F>
  constexpr void TryAt(std::string_view text, size_t place, uint64_t left, F& use) const {
    for (; left != 0; left &= left - 1) {
      const auto stem = static_cast<size_t>(__builtin_ctzll(left));
      if (Begins(text.substr(place), stems_[stem])) use(place, stem);
    }
  }
  static constexpr bool Begins(std::string_view text, std::string_view stem) {
    if (text.size() < stem.size()) return false;
    for (size_t i = 0; i < stem.size(); ++i) {
      const char c = text[i];
      if (ToAsciiLower(c) != stem[i]) return false;
    }
    return true;
  }

  std::array<Looks, 32> looks_{};
  std::array<std::string_view, N> stems_{};
};

}  // namespace tamis::metadata
