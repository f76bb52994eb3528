#include "extract/blocks/class_names.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <span>

#include "extract/blocks/ascii_masks.h"
#include "extract/blocks/byte_hash.h"

namespace tamis::extract {
namespace {

constexpr size_t kMinSlots = 512;  // for more values than most pages have; cleared for each page

// The last sixteen bytes are taken whole, some of them once more.
[[gnu::always_inline]] inline uint64_t HashOfValue(std::string_view value,
                                                   simd::Readable readable) {
  constexpr size_t kStep = 16;
  ByteHash hash;
  simd::Halves last;
  if (value.size() <= kStep) {
    last = readable.LoadFilled(value.data(), value.size());
  } else {
    for (size_t i = 0; i + kStep < value.size(); i += kStep) {
      const simd::Halves bytes = simd::LoadHalves(value.data() + i, kStep);
      hash.Add(bytes.low, bytes.high);
    }
    last = simd::LoadHalves(value.data() + value.size() - kStep, kStep);
  }
  hash.Add(last.low, last.high);
  return hash.Finish(value.size());
}

// Letters and digits by their low five bits.
constexpr uint32_t LowBits(std::string_view letters) {
  uint32_t bits = 0;
  for (const char c : letters) bits |= uint32_t{1} << (c & 31);
  return bits;
}
constexpr bool MayBeOneOf(uint32_t bits, char c) { return (bits >> (c & 31) & 1) != 0; }

// Whether one begins there.
bool IsOffScreenName(std::string_view name) {
  // Nearly all others are told by their first two letters.
  if (name.size() < 2 || !MayBeOneOf(LowBits("svae"), name[0]) ||
      !MayBeOneOf(LowBits("rci1sl"), name[1])) {
    return false;
  }
  for (const std::string_view known :
       {"sr-only", "screen-reader", "screenreader", "visually-hidden", "visuallyhidden",
        "a11y-hidden", "assistive-text", "element-invisible"}) {
    if (name.starts_with(known)) return true;
  }
  return false;
}

}  // namespace

bool IsOffScreen(std::string_view value, simd::Readable readable) {
  constexpr size_t kStep = 64;
  uint64_t space_before = 1;
  for (size_t at = 0; at < value.size(); at += kStep) {
    const size_t size = std::min(value.size() - at, kStep);
    const uint64_t spaces = AsciiMasksOf(value, at, size, readable).spaces;
    uint64_t begins = ~spaces & (spaces << 1 | space_before) & ~uint64_t{0} >> (kStep - size);
    for (; begins != 0; begins &= begins - 1) {
      const auto begin = static_cast<size_t>(std::countr_zero(begins));
      if (IsOffScreenName(value.substr(at + begin))) return true;
    }
    space_before = spaces >> (kStep - 1);
  }
  return false;
}

void ClassReader::Start(const html::Dom& dom, ClassList& list) {
  list_ = &list;
  readable_ = simd::Readable(dom.store().page());
  list.values.clear();
  list.hashes.clear();
  list.any_off_screen = false;
  slots_.assign(kMinSlots, Slot{});
  const std::span<const html::Attribute> attributes = dom.all_attributes();
  list.numbers.resize(attributes.size());
  list.off_screen.assign(attributes.size() / 64 + 1, 0);
  uint32_t* const numbers = list.numbers.data();
  for (size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].name != html::names::kClass) continue;
    const std::string_view value = dom.value(attributes[i]);
    const uint64_t hash = HashOfValue(value, readable_);
    const Slot& slot = SlotOf(hash);
    const uint32_t number = slot.number != kFree ? slot.number : AddClass(value, hash);
    numbers[i] = number;
    if (list.any_off_screen && list.values[number].off_screen) {
      list.off_screen[i / 64] |= uint64_t{1} << i % 64;
    }
  }
}

// Where the value of this hash stands, or is to stand.
inline ClassReader::Slot& ClassReader::SlotOf(uint64_t hash) {
  Slot* const slots = slots_.data();
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots[at].number != kFree && slots[at].hash != hash) at = (at + 1) & mask;
  return slots[at];
}

uint32_t ClassReader::AddClass(std::string_view value, uint64_t hash) {
  const uint32_t number = Add(value);
  SlotOf(hash) = {hash, number};
  const bool off_screen = IsOffScreen(value, readable_);
  list_->values[number].off_screen = off_screen;
  list_->any_off_screen |= off_screen;
  if (list_->values.size() * 2 > slots_.size()) Grow();
  return number;
}

uint32_t ClassReader::Add(std::string_view value) {
  list_->values.emplace_back().value = value;
  return static_cast<uint32_t>(list_->values.size() - 1);
}

void ClassReader::ReadNames(ClassNames& names) {
  names.read = true;
  names.first_name = static_cast<uint32_t>(list_->hashes.size());
  names.hints = HintsOfNames(names.value, readable_, &list_->hashes);
  names.end_name = static_cast<uint32_t>(list_->hashes.size());
}

void ClassReader::Grow() {
  old_slots_.swap(slots_);
  slots_.assign(old_slots_.size() * 2, Slot{});
  for (const Slot& slot : old_slots_) {
    if (slot.number != kFree) SlotOf(slot.hash) = slot;
  }
}

}  // namespace tamis::extract
