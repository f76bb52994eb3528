#include "extract/blocks/name_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace tamis::extract {

uint32_t HashOfName(std::string_view name) {
  constexpr size_t kPiece = 64;  // more than most names have
  std::array<char, kPiece> piece{};
  internal::NameHash hash;
  size_t size = 0;  // of the piece, folded
  bool behind_digit = false;
  while (!name.empty()) {
    const size_t next = std::min(name.size(), kPiece - size);
    for (const char c : name.substr(0, next)) {
      const bool digit = c >= '0' && c <= '9';
      piece[size] = digit ? '0' : c;
      size += !(digit && behind_digit);
      behind_digit = digit;
    }
    name.remove_prefix(next);
    if (size != kPiece) continue;
    hash.Add(piece.data(), size);
    size = 0;
  }
  hash.Add(piece.data(), size);
  return hash.Finish();
}

NameTable::NameTable(std::span<const Entry> entries)
    : slots_(std::bit_ceil(entries.size() * 2 + 1)),
      mask_(slots_.size() - 1),
      known_(std::max<size_t>(slots_.size() * kBitsASlot / 64, 1)) {
  for (const Entry& entry : entries) {
    known_[WordOf(entry.hash)] |= uint64_t{1} << entry.hash % 64;
    size_t i = entry.hash & mask_;
    while (slots_[i].hash != 0 && slots_[i].hash != entry.hash) i = (i + 1) & mask_;
    slots_[i] = entry;
  }
}

}  // namespace tamis::extract
