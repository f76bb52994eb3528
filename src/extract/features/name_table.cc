#include "extract/features/name_table.h"

#include <bit>

#include "base/ascii.h"

namespace tamis::extract {

// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
uint32_t HashOfName(std::string_view name) {
  uint32_t hash = 2166136261u;
  bool in_digits = false;
  for (char c : name) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && in_digits) continue;
    in_digits = digit;
    if (digit) c = '0';
    c = ToAsciiLower(c);
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  }
  hash ^= hash >> 15;
  return hash == 0 ? 1 : hash;
}

NameTable::NameTable(std::span<const Entry> entries)
    : slots_(std::bit_ceil(entries.size() * 2 + 1)), mask_(slots_.size() - 1) {
  for (const Entry& entry : entries) {
    size_t i = entry.hash & mask_;
    while (slots_[i].hash != 0 && slots_[i].hash != entry.hash) i = (i + 1) & mask_;
    slots_[i] = entry;
  }
}

}  // namespace tamis::extract
