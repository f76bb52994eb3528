#include "extract/blocks/class_names.h"

#include <algorithm>
#include <span>

#include "extract/blocks/each_name.h"

namespace tamis::extract {
namespace {

constexpr size_t kMinSlots = 1024;  // for more values than most pages have

uint64_t HashOfValue(std::string_view value, simd::Readable readable) {
  constexpr uint64_t kOdd = 0x9FB21C651E98DF25u;  // its bits are well mixed
  uint64_t hash = value.size() * kOdd;
  for (size_t i = 0; i < value.size(); i += 16) {
    const simd::Halves bytes =
        readable.LoadFilled(value.data() + i, std::min<size_t>(value.size() - i, 16));
    hash = (hash ^ bytes.low) * kOdd;
    hash = ((hash ^ hash >> 32) ^ bytes.high) * kOdd;
    hash ^= hash >> 32;
  }
  hash *= kOdd;
  return hash ^ (hash >> 32);
}

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
  bool off_screen = false;
  ForEachName(value, readable, [&](std::string_view name) { off_screen |= IsOffScreenName(name); });
  return off_screen;
}

void ClassReader::Start(const html::Dom& dom, ClassList& list) {
  list_ = &list;
  readable_ = simd::Readable(dom.store().page());
  list.values.clear();
  list.hashes.clear();
  slots_.assign(kMinSlots, Slot{});
  const std::span<const html::Attribute> attributes = dom.all_attributes();
  list.numbers.resize(attributes.size());
  for (size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].name != html::names::kClass) continue;
    list.numbers[i] = NumberOf(dom.value(attributes[i]));
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
  list_->values[number].off_screen = IsOffScreen(value, readable_);
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
