// Eight bytes at a time: the unaligned loads of hashing and scanning. Little-endian on every
// machine, so that generated tables hold for all.

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace tamis {

// REQUIRES: eight readable bytes.
inline uint64_t Load64(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, 8);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

inline uint64_t Load32(const char* bytes) {
  uint32_t word;
  std::memcpy(&word, bytes, 4);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
  return word;
}

// The first `size` bytes, the rest of the word 0. Reads no byte beyond them.
// REQUIRES: size <= 8
inline uint64_t LoadPartial64(const char* bytes, size_t size) {
  if (size == 8) return Load64(bytes);
  if (size >= 4) {
    // Two loads that overlap; the overlapping bits agree.
    return Load32(bytes) | (Load32(bytes + size - 4) << (8 * (size - 4)));
  }
  if (size == 0) return 0;
  // First, middle and last byte, which may be the same one.
  const auto byte = [bytes](size_t i) {
    return static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

// The first eight bytes of a text, or as many as it has, as LoadPartial64() gives them; in tables
// that the compiler makes as well.
constexpr uint64_t HeadOf(std::string_view text) {
  const size_t size = std::min<size_t>(text.size(), 8);
  if (!std::is_constant_evaluated()) return LoadPartial64(text.data(), size);
  uint64_t head = 0;
  for (size_t i = 0; i < size; ++i) {
    head |= uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  }
  return head;
}

}  // namespace tamis
