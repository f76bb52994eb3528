// Where each hash stood first. Bounded: when it is full no more hashes are taken.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "dedup/substring/window_runs.h"

namespace tamis::dedup {

// Open addressing; a slot is 16 bytes, and up to three of four are taken.
class FirstPlaces {
 public:
  explicit FirstPlaces(uint64_t max_bytes) : max_slots_(max_bytes / sizeof(Slot)) {}

  // The place that was given with the first Put() of this hash: `place` itself when it is new,
  // WindowPlace() when it is new and not taken. A hash that is not taken never is, before Clear().
  WindowPlace Put(uint64_t hash, WindowPlace place) {
    if ((used_ + 1) * 4 > slots_.size() * 3) Grow();
    if (full_) return slots_.empty() ? kFree : SlotOf(hash).place;
    Slot& slot = SlotOf(hash);
    if (slot.place == kFree) {
      slot = {hash, place};
      ++used_;
    }
    return slot.place;
  }

  // Keeps no more memory than what few hashes need.
  void Clear() {
    if (slots_.size() > kSlotsToKeep) {
      std::vector<Slot>().swap(slots_);
    } else {
      std::fill(slots_.begin(), slots_.end(), Slot{0, kFree});
    }
    used_ = 0;
    full_ = false;
  }

 private:
  struct Slot {
    uint64_t hash;
    WindowPlace place;
  };
  static constexpr WindowPlace kFree{};
  static constexpr size_t kFirstSize = 64;
  static constexpr size_t kSlotsToKeep = 1024;

  size_t IndexOf(uint64_t hash) const {
    return static_cast<size_t>((hash * 0xD6E8FEB86659FD93u) >> shift_);
  }
  Slot& SlotOf(uint64_t hash) {
    size_t i = IndexOf(hash);
    while (slots_[i].place != kFree && slots_[i].hash != hash) i = (i + 1) & (slots_.size() - 1);
    return slots_[i];
  }

  void Grow() {
    if (full_) return;
    const size_t size = slots_.empty() ? kFirstSize : slots_.size() * 2;
    // While it grows the old slots stand beside the new.
    if (size + slots_.size() > max_slots_) {
      full_ = true;
      return;
    }
    std::vector<Slot> old(size, Slot{0, kFree});
    old.swap(slots_);
    shift_ = 64 - __builtin_ctzll(size);
    for (const Slot& slot : old) {
      if (slot.place != kFree) SlotOf(slot.hash) = slot;
    }
  }

  const uint64_t max_slots_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
  int shift_ = 64;
  bool full_ = false;
};

}  // namespace tamis::dedup
