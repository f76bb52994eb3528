// Numbers as JSON writes them, put into a caller's memory: rows hold thousands, so a string that
// asks for room before each would cost more than the digits.
//
// The idea: eight decimal digits are the bytes of one word, by three multiplications that part
// fours, twos and ones; the zeros in front are then shifted away, without a branch for the length.
// Source: P. Khuong, "How to print integers really fast", 2017, https://pvk.ca/Blog/2017/12/22/.
//
// Tested: digits_test.cc, row_test.cc.

#pragma once

#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tamis::json {

inline constexpr int kMaxUintDigits = 20;
inline constexpr int kMaxScoreDigits = 24;  // sign, point, four behind it; what 64 bits can hold

// Writes a word, its lowest byte first.
template <typename Word>
void StoreWord(Word word, char* out) {
  if constexpr (std::endian::native == std::endian::big) {
    for (size_t i = 0; i < sizeof word; ++i) out[i] = static_cast<char>(word >> (8 * i));
  } else {
    std::memcpy(out, &word, sizeof word);
  }
}

// The digits of a number below 10^4 as bytes 0 to 9, the first digit lowest.
constexpr uint32_t FourDigits(uint32_t value) {
  const uint32_t twos = value / 100 | (value % 100) << 16;
  const uint32_t tens = (twos * 103 >> 10) & 0x000F000F;  // of both: 103 / 1024 is a tenth
  return tens | (twos - 10 * tens) << 8;
}

// The digits of a number below 10^8, likewise.
constexpr uint64_t EightDigits(uint32_t value) {
  const uint64_t fours = value / 10000 | uint64_t{value % 10000} << 32;
  const uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007F0000007F;
  const uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
  const uint64_t tens = (twos * 103 >> 10) & 0x000F000F000F000F;
  return tens | (twos - 10 * tens) << 8;
}

// Writes `value` at `out`, which has room for kMaxUintDigits; returns the end.
inline char* WriteUint(uint64_t value, char* out) {
  if (value < 10) {
    *out = static_cast<char>('0' + value);
    return out + 1;
  }
  if (value >= 100'000'000) return std::to_chars(out, out + kMaxUintDigits, value).ptr;
  const uint64_t digits = EightDigits(static_cast<uint32_t>(value));
  const auto zeros = static_cast<uint32_t>(std::countr_zero(digits)) / 8;  // of 10 and more: < 7
  StoreWord((digits | 0x3030303030303030) >> (8 * zeros), out);
  return out + (8 - zeros);
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
  const uint32_t digits = FourDigits(fraction);
  StoreWord(digits | 0x30303030, end);
  return end + (4 - static_cast<uint32_t>(std::countl_zero(digits)) / 8);
}

}  // namespace tamis::json
