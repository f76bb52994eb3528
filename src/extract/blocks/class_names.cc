#include "extract/blocks/class_names.h"

#include <span>

#include "base/memory/hash.h"
#include "extract/blocks/name_table.h"

namespace tamis::extract {
namespace {

constexpr size_t kMinSlots = 1024;  // for more values than most pages have

bool IsOffScreenName(std::string_view name) {
  if (name[0] != 's' && name[0] != 'v' && name[0] != 'a' && name[0] != 'e') return false;
  for (const std::string_view known :
       {"sr-only", "screen-reader", "screenreader", "visually-hidden", "visuallyhidden",
        "a11y-hidden", "assistive-text", "element-invisible"}) {
    if (name.starts_with(known)) return true;
  }
  return false;
}

}  // namespace

void ClassReader::Start(const html::Dom& dom, ClassList& list) {
  list_ = &list;
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
  const auto hash = static_cast<uint32_t>(HashOf(value));
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].number != kFree; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && list_->values[slot.number].value == value) return slot.number;
  }
  const auto number = static_cast<uint32_t>(list_->values.size());
  slots_[at] = {hash, number};
  ClassNames& names = list_->values.emplace_back();
  names.value = value;
  ForEachName(value, [&](std::string_view name) {
    names.off_screen |= IsOffScreenName(name);
    names_.Prefetch(name);
  });
  if (list_->values.size() * 2 > slots_.size()) Grow();
  return number;
}

const ClassNames& ClassReader::Read(uint32_t number) {
  ClassNames& names = list_->values[number];
  if (names.read) return names;
  names.read = true;
  names.first_name = static_cast<uint32_t>(list_->hashes.size());
  ForEachName(names.value, [&](std::string_view word) {
    const Name& name = ReadName(word);
    Add(name, names);
    list_->hashes.push_back(name.hash);
  });
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

ClassNames ClassReader::Read(std::string_view value) {
  ClassNames read;
  read.value = value;
  ForEachName(value, [&](std::string_view word) {
    Add(ReadName(word), read);
    read.off_screen |= IsOffScreenName(word);
  });
  return read;
}

void ClassReader::Add(const Name& name, ClassNames& names) {
  names.hints.hints |= name.hints.hints;
  names.hints.signature += name.hints.signature;
}

const ClassReader::Name& ClassReader::ReadName(std::string_view name) {
  return names_.Get(name, [](std::string_view n) { return Name{HintsOfNames(n), HashOfName(n)}; });
}

}  // namespace tamis::extract
