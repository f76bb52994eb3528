// Numbers as JSON writes them, put into a caller's memory: rows hold thousands, so a string that
// asks for room before each would cost more than the digits.
//
// Tested: writer_test.cc, row_test.cc.

#pragma once

#include <charconv>
#include <cstdint>

namespace tamis::json {

inline constexpr int kMaxUintDigits = 20;
inline constexpr int kMaxScoreDigits = 24;  // sign, point, four behind it; what 64 bits can hold

// Writes `value` at `out`, which has room for kMaxUintDigits; returns the end.
inline char* WriteUint(uint64_t value, char* out) {
  if (value < 10) {
    *out = static_cast<char>('0' + value);
    return out + 1;
  }
  return std::to_chars(out, out + kMaxUintDigits, value).ptr;
}

// Writes what Writer::Score() does for a number; `out` has room for kMaxScoreDigits.
// REQUIRES: |value| < 10^12
inline char* WriteScore(double value, char* out) {
  const double scaled = (value < 0 ? -value : value) * 10000;
  // Half away from zero, as llround does without leaving the registers: the difference is exact.
  auto magnitude = static_cast<uint64_t>(scaled);
  magnitude += scaled - static_cast<double>(magnitude) >= .5;
  if (value < 0 && magnitude != 0) *out++ = '-';
  char* end = WriteUint(magnitude / 10000, out);
  const auto fraction = static_cast<uint32_t>(magnitude % 10000);
  if (fraction == 0) return end;
  *end++ = '.';
  const uint32_t high = fraction / 100, low = fraction % 100;
  end[0] = static_cast<char>('0' + high / 10);
  end[1] = static_cast<char>('0' + high % 10);
  end[2] = static_cast<char>('0' + low / 10);
  end[3] = static_cast<char>('0' + low % 10);
  end += 4;
  while (end[-1] == '0') --end;  // ends at the point at the latest: the fraction is not 0
  return end;
}

}  // namespace tamis::json
