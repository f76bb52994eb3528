// Finds any of a fixed set of stems in a text in one pass, whatever the case of ASCII letters.
//
// The idea: a bit a stem. The stems that may begin at a place are those that the first byte there
// may begin, and the second may continue, and the third: three looks, and nearly always none is
// left.

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
    static_assert(N <= 64);
    for (size_t i = 0; i < N; ++i) {
      stems_[i] = stems[i];
      Allow(first_, stems[i][0], i);
      Allow(second_, stems[i][1], i);
      if (stems[i].size() > 2) Allow(third_, stems[i][2], i);
      for (uint64_t& any : third_) any |= stems[i].size() > 2 ? 0 : uint64_t{1} << i;
    }
  }

  // Whether `text` holds a stem, and which: a bit each, the i-th for the i-th.
  constexpr uint64_t In(std::string_view text) const {
    uint64_t found = 0;
    const auto at = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
    for (size_t i = 0; i + 1 < text.size(); ++i) {
      uint64_t left = first_[at(i)] & second_[at(i + 1)];
      if (left == 0) continue;
      if (i + 2 < text.size()) left &= third_[at(i + 2)];
      for (; left != 0; left &= left - 1) {
        const auto stem = static_cast<size_t>(__builtin_ctzll(left));
        if (Begins(text.substr(i), stems_[stem])) found |= uint64_t{1} << stem;
      }
    }
    return found;
  }
  constexpr bool AnyIn(std::string_view text) const { return In(text) != 0; }

 private:
  using Table = std::array<uint64_t, 256>;

  static constexpr void Allow(Table& table, char c, size_t stem) {
    const auto byte = static_cast<unsigned char>(c);
    table[byte] |= uint64_t{1} << stem;
    if (byte >= 'a' && byte <= 'z') table[byte - 32u] |= uint64_t{1} << stem;
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
