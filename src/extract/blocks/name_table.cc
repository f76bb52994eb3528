#include "extract/blocks/name_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "base/ascii.h"

namespace tamis::extract {

namespace {

// Lower case, and '0' for every digit.
constexpr std::array<unsigned char, 256> MakeFolded() {
  std::array<unsigned char, 256> table{};
  for (size_t c = 0; c < table.size(); ++c) {
    const auto lower = static_cast<unsigned char>(ToAsciiLower(static_cast<char>(c)));
    table[c] = lower >= '0' && lower <= '9' ? '0' : lower;
  }
  return table;
}
constexpr std::array<unsigned char, 256> kFolded = MakeFolded();

}  // namespace

uint32_t HashOfName(std::string_view name) {
  uint32_t hash = internal::kFnvStart;
  unsigned char last = 0;
  for (const char c : name) {
    const unsigned char folded = kFolded[static_cast<unsigned char>(c)];
    if (folded == '0' && last == '0') continue;
    hash = internal::FnvStep(hash, folded);
    last = folded;
  }
  return internal::FnvEnd(hash);
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
