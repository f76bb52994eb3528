// Finds any of a fixed set of stems in a text in one pass, whatever the case of ASCII letters.
//
// The idea: a bit a stem. The stems that may begin at a place are those that the first byte there
// may begin, and the second may continue, and the third: three looks, and nearly always none is
// left. Of a byte the low five bits count, which case is no matter to: a table is then four lines
// of the cache, where one of 256 would have been pushed out of it since the last text.

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
    const auto at = [text](size_t i) { return static_cast<size_t>(text[i] & 31); };
    for (size_t i = 0; i + 1 < text.size(); ++i) {
      uint64_t left = first_[at(i)] & second_[at(i + 1)];
      if (left == 0) continue;
      if (i + 2 < text.size()) left &= third_[at(i + 2)];
      for (; left != 0; left &= left - 1) {
        const auto stem = static_cast<size_t>(__builtin_ctzll(left));
        if (Begins(text.substr(i), stems_[stem])) use(i, stem);
      }
    }
  }

 private:
  static_assert(N <= 64);
  using Table = std::array<uint64_t, 32>;

  constexpr void Add(std::string_view stem, size_t i) {
    stems_[i] = stem;
    Allow(first_, stem[0], i);
    Allow(second_, stem[1], i);
    if (stem.size() > 2) return Allow(third_, stem[2], i);
    for (uint64_t& any : third_) any |= uint64_t{1} << i;
  }

  static constexpr void Allow(Table& table, char c, size_t stem) {
    table[static_cast<size_t>(c & 31)] |= uint64_t{1} << stem;
  }
  static constexpr bool Begins(std::string_view text, std::string_view stem) {
    if (text.size() < stem.size()) return false;
    for (size_t i = 0; i < stem.size(); ++i) {
      const char c = text[i];
      if (ToAsciiLower(c) != stem[i]) return false;
    }
    return true;
  }

  Table first_{}, second_{}, third_{};
  std::array<std::string_view, N> stems_{};
};

}  // namespace tamis::metadata
