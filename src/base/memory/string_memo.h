// What was found out about strings, kept while they live: the names of classes recur by the
// hundred in a page, and reading one anew costs more than finding it here.
//
// Tested:  string_memo_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/memory/load.h"

namespace tamis {

// A table of fixed size in which a newer string may push out an older one: what it returns does
// not depend on that. kSlots is a power of two.
template <typename Value, size_t kSlots = 512>
class StringMemo {
 public:
  StringMemo() : slots_(kSlots) {}

  // Forgets all strings, whose bytes may go from now on.
  void Forget() {
    ++page_;
    if (page_ != 0) return;
    slots_.assign(kSlots, Slot{});
    page_ = 1;
  }

  // What `make(key)` returned for these bytes; it is asked when they are new. The bytes must live,
  // and stay as they are, until Forget(). The reference holds until the next call.
  template <typename Make>
  const Value& Get(std::string_view key, Make make) {
    Slot& slot = slots_[SlotOf(key)];
    const bool known =
        slot.page == page_ && slot.size == key.size() &&
        (slot.data == key.data() || std::memcmp(slot.data, key.data(), key.size()) == 0);
    if (!known) {
      slot.value = make(key);
      slot.data = key.data();
      slot.size = key.size();
      slot.page = page_;
    }
    return slot.value;
  }

 private:
  struct Slot {
    const char* data = nullptr;
    size_t size = 0;
    uint32_t page = 0;
    Value value{};
  };

  static size_t SlotOf(std::string_view key) {
    constexpr uint64_t kMix = 0x9E3779B97F4A7C15u;
    uint64_t hash = key.size();
    const char* p = key.data();
    size_t left = key.size();
    for (; left > 8; left -= 8, p += 8) {
      hash = (hash ^ Load64(p)) * kMix;
      hash ^= hash >> 29;
    }
    hash = (hash ^ LoadPartial64(p, left)) * kMix;
    return static_cast<size_t>(hash >> 32) & (kSlots - 1);
  }

  std::vector<Slot> slots_;
  uint32_t page_ = 1;
};

}  // namespace tamis
