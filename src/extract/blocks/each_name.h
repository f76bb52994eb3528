// Splits the value of a class or id attribute into its names: what stands between white space.
//
// Tested:  each_name_test.cc.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/simd/block16.h"

namespace tamis::extract {

// Calls `use` with each name. `readable`: memory around the value, if any is known.
template <typename F>
void ForEachName(std::string_view value, simd::Readable readable, F use) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (size_t i = 0; i < value.size();) {
    if (is_space(value[i])) {
      ++i;
      continue;
    }
    const size_t begin = i;
    for (; i < value.size(); i += 16) {
      const size_t size = std::min<size_t>(value.size() - i, 16);
      const simd::Bits16 bits =
          readable.Load(value.data() + i, size).AnyOf(' ', '\t', '\n', '\v', '\f', '\r');
      if (bits == 0) continue;
      i += simd::FirstBit(bits);
      break;
    }
    i = std::min(i, value.size());
    use(value.substr(begin, i - begin));
  }
}

}  // namespace tamis::extract
