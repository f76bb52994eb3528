// The first of a few bytes in a text, by a loop: std::string_view::find_first_of() asks memchr
// about each byte, which took 2 % of a run. For long texts with few finds: base/simd.

#pragma once

#include <cstddef>
#include <string_view>

namespace tamis {

// The place of the first byte of `text` from `begin` on that is one of `kChars`, or npos.
template <char... kChars>
constexpr size_t FindAnyOf(std::string_view text, size_t begin = 0) {
  for (size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (((c == kChars) || ...)) return i;
  }
  return std::string_view::npos;
}

}  // namespace tamis
