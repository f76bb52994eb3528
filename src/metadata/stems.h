// Finds any of a fixed set of stems in a text in one pass, whatever the case of ASCII letters.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace tamis::metadata {

// At most 64 stems, in lower case, none empty; static storage.
template <size_t N>
class StemSet {
 public:
  explicit constexpr StemSet(const std::string_view (&stems)[N]) {
    static_assert(N <= 64);
    for (size_t i = 0; i < N; ++i) {
      stems_[i] = stems[i];
      const auto first = static_cast<unsigned char>(stems[i][0]);
      starts_[first] |= uint64_t{1} << i;
      if (first >= 'a' && first <= 'z') starts_[first - 32u] |= uint64_t{1} << i;
    }
  }

  // Whether `text` holds a stem, and which: a bit each, the i-th for the i-th.
  constexpr uint64_t In(std::string_view text) const {
    uint64_t found = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      for (uint64_t left = starts_[static_cast<unsigned char>(text[i])]; left != 0;
           left &= left - 1) {
        const auto stem = static_cast<size_t>(__builtin_ctzll(left));
        if (Begins(text.substr(i), stems_[stem])) found |= uint64_t{1} << stem;
      }
    }
    return found;
  }
  constexpr bool AnyIn(std::string_view text) const { return In(text) != 0; }

 private:
  static constexpr bool Begins(std::string_view text, std::string_view stem) {
    if (text.size() < stem.size()) return false;
    for (size_t i = 0; i < stem.size(); ++i) {
      const char c = text[i];
      if (ToAsciiLower(c) != stem[i]) return false;
    }
    return true;
  }

  std::array<uint64_t, 256> starts_{};
  std::array<std::string_view, N> stems_{};
};

}  // namespace tamis::metadata
