#include "pipeline/filters/string_set.h"

#include "base/memory/hash.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kFirstSlots = 64;

}  // namespace

size_t StringSet::SlotOf(std::string_view text) const {
  const size_t mask = table_.size() - 1;
  size_t slot = HashOf(text) & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    const size_t begin = table_[slot] - 1;
    const size_t end = begin + text.size();
    if (end < bytes_.size() && bytes_[end] == '\n' &&
        std::string_view(bytes_).substr(begin, text.size()) == text) {
      break;
    }
  }
  return slot;
}

bool StringSet::Add(std::string_view text) {
  if (2 * (size_ + 1) > table_.size()) Grow();
  const size_t slot = SlotOf(text);
  if (table_[slot] != 0) return true;
  if (bytes_.size() + text.size() + 1 >= UINT32_MAX) return false;
  table_[slot] = static_cast<uint32_t>(bytes_.size() + 1);
  bytes_.append(text).push_back('\n');
  ++size_;
  return true;
}

bool StringSet::Contains(std::string_view text) const {
  return size_ != 0 && text.find('\n') == std::string_view::npos && table_[SlotOf(text)] != 0;
}

void StringSet::Grow() {
  const size_t slots = table_.empty() ? kFirstSlots : 2 * table_.size();
  table_.assign(slots, 0);
  for (size_t begin = 0; begin < bytes_.size();) {
    const size_t end = bytes_.find('\n', begin);
    size_t slot = HashOf(std::string_view(bytes_).substr(begin, end - begin)) & (slots - 1);
    while (table_[slot] != 0) slot = (slot + 1) & (slots - 1);
    table_[slot] = static_cast<uint32_t>(begin + 1);
    begin = end + 1;
  }
}

}  // namespace tamis::pipeline
