// Eight bytes in a 64-bit word at once, on any machine.
//
// A byte of x is zero where (x - 0x01..) & ~x has its top bit set; x ^ 0x3C3C.. turns '<' into
// zero. The catch: a borrow may also mark bytes above a true match, never below, so of the marks
// only the lowest counts. Source: Mycroft's test; Warren, Hacker's Delight, 6-1.

#pragma once

#include <bit>
#include <cstdint>

namespace tamis::simd {

inline constexpr uint64_t kOnes = 0x0101010101010101u;
inline constexpr uint64_t kTops = 0x8080808080808080u;

// The byte `c` in all eight places.
constexpr uint64_t Repeat(unsigned char c) { return kOnes * c; }

// Marks: the top bit of every byte that matches; see above.
constexpr uint64_t MarkZeros(uint64_t x) { return (x - kOnes) & ~x & kTops; }
constexpr uint64_t MarkEqual(uint64_t x, unsigned char c) { return MarkZeros(x ^ Repeat(c)); }
// REQUIRES: limit <= 0x80
constexpr uint64_t MarkBelow(uint64_t x, unsigned char limit) {
  return (x - Repeat(limit)) & ~x & kTops;
}

// The place of the first mark, 0 to 7. REQUIRES: marks != 0
inline uint32_t FirstMark(uint64_t marks) {
  return static_cast<uint32_t>(std::countr_zero(marks)) / 8;
}

// ASCII capitals become small letters; every other byte stays.
constexpr uint64_t ToAsciiLower(uint64_t x) {
  const uint64_t low = x & ~kTops;
  const uint64_t from_a = low + Repeat(0x80 - 'A');
  const uint64_t above_z = low + Repeat(0x7F - 'Z');
  const uint64_t upper = (from_a ^ above_z) & ~x & kTops;
  return x | (upper >> 2);
}

// The bytes [0, size) of x, the others 0. REQUIRES: size < 8
constexpr uint64_t KeepFirst(uint64_t x, uint32_t size) {
  return x & ((uint64_t{1} << (8 * size)) - 1);
}

}  // namespace tamis::simd
