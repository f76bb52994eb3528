#include "extract/blocks/class_names.h"

#include <utility>

#include "base/memory/hash.h"
#include "extract/blocks/name_table.h"

namespace tamis::extract {
namespace {

constexpr size_t kMinSlots = 1024;  // for more values than most pages have

bool IsOffScreenName(std::string_view name) {
  for (const std::string_view known :
       {"sr-only", "screen-reader", "screenreader", "visually-hidden", "visuallyhidden",
        "a11y-hidden", "assistive-text", "element-invisible"}) {
    if (name.starts_with(known)) return true;
  }
  return false;
}

}  // namespace

void ClassReader::Start(ClassList& list) {
  list_ = &list;
  list.values.clear();
  list.hashes.clear();
  slots_.assign(kMinSlots, Slot{});
}

template <typename UseHash>
ClassNames ClassReader::ReadNames(std::string_view value, UseHash use_hash) {
  ClassNames read;
  read.value = value;
  ForEachName(value, [&](std::string_view word) {
    const Name& name = ReadName(word);
    read.hints.hints |= name.hints.hints;
    read.hints.signature += name.hints.signature;
    read.off_screen |= name.off_screen;
    use_hash(name.hash);
  });
  return read;
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
  const auto first = static_cast<uint32_t>(list_->hashes.size());
  ClassNames names = ReadNames(value, [this](uint32_t name) { list_->hashes.push_back(name); });
  names.first_name = first;
  names.end_name = static_cast<uint32_t>(list_->hashes.size());
  list_->values.push_back(names);
  if (list_->values.size() * 2 > slots_.size()) Grow();
  return number;
}

void ClassReader::Grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, Slot{});
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == kFree) continue;
    size_t at = slot.hash & mask;
    while (slots_[at].number != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

ClassNames ClassReader::Read(std::string_view value) {
  return ReadNames(value, [](uint32_t) {});
}

const ClassReader::Name& ClassReader::ReadName(std::string_view name) {
  return names_.Get(name, [](std::string_view n) {
    return Name{HintsOfNames(n), HashOfName(n), IsOffScreenName(n)};
  });
}

}  // namespace tamis::extract
