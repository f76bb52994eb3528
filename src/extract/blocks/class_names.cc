#include "extract/blocks/class_names.h"

#include <algorithm>
#include <bit>
#include <span>

#include "extract/blocks/ascii_masks.h"

namespace tamis::extract {
namespace {

constexpr size_t kMinSlots = 1024;  // for more values than most pages have

// Sixteen bytes at a time, the last of them once more where they do not come out even.
uint64_t HashOfValue(std::string_view value, simd::Readable readable) {
  constexpr uint64_t kOdd[2] = {0x9FB21C651E98DF25u, 0xD6E8FEB86659FD93u};
  uint64_t hash = value.size() * kOdd[0];
  const auto mix = [&](simd::Halves bytes) {
    hash = (hash ^ bytes.low) * kOdd[0] + bytes.high * kOdd[1];
    hash ^= hash >> 32;
  };
  if (value.size() <= 16) {
    mix(readable.LoadFilled(value.data(), value.size()));
  } else {
    for (size_t i = 0; i + 16 < value.size(); i += 16) {
      mix(simd::LoadHalves(value.data() + i, 16));
    }
    mix(simd::LoadHalves(value.data() + value.size() - 16, 16));
  }
  hash *= kOdd[0];
  return hash ^ hash >> 32;
}

// Whether one begins there.
bool IsOffScreenName(std::string_view name) {
  // Nearly all others are told by their first two letters.
  switch (name.size() < 2 ? 0 : name[0] << 8 | name[1]) {
    case 's' << 8 | 'r':
      return name.starts_with("sr-only");
    case 's' << 8 | 'c':
      return name.starts_with("screen-reader") || name.starts_with("screenreader");
    case 'v' << 8 | 'i':
      return name.starts_with("visually-hidden") || name.starts_with("visuallyhidden");
    case 'a' << 8 | '1':
      return name.starts_with("a11y-hidden");
    case 'a' << 8 | 's':
      return name.starts_with("assistive-text");
    case 'e' << 8 | 'l':
      return name.starts_with("element-invisible");
    default:
      return false;
  }
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
  uint32_t* const numbers = list.numbers.data();
  for (size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].name == html::names::kClass) numbers[i] = NumberOf(dom.value(attributes[i]));
  }
}

uint32_t ClassReader::NumberOf(std::string_view value) {
  const uint64_t hash = HashOfValue(value, readable_);
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != kFree; at = (at + 1) & mask) {
    if (slots_[at].hash == hash) return slots_[at].number;
  }
  const uint32_t number = Add(value);
  slots_[at] = {hash, number};
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

const ClassNames& ClassReader::Read(uint32_t number) {
  ClassNames& names = list_->values[number];
  if (names.read) return names;
  names.read = true;
  names.first_name = static_cast<uint32_t>(list_->hashes.size());
  names.hints = HintsOfNames(names.value, readable_, &list_->hashes);
  names.end_name = static_cast<uint32_t>(list_->hashes.size());
  return names;
}

void ClassReader::Grow() {
  old_slots_.swap(slots_);
  slots_.assign(old_slots_.size() * 2, Slot{});
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old_slots_) {
    if (slot.number == kFree) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].number != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace tamis::extract
