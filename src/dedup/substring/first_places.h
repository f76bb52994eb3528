// Where each hash stood first. Bounded: it says when it is full.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamis::dedup {

// Open addressing; a slot is 16 bytes, and up to three of four are taken.
class FirstPlaces {
 public:
  explicit FirstPlaces(uint64_t max_bytes) : max_slots_(max_bytes / sizeof(Slot)) {}

  // The place that was given with the first Put() of this hash: `place` itself when it is new.
  // REQUIRES: !full()
  uint64_t Put(uint64_t hash, uint64_t place) {
    if ((used_ + 1) * 4 > slots_.size() * 3 && !Grow()) return place;
    Slot& slot = SlotOf(hash);
    if (slot.place == kFree) {
      slot = {hash, place};
      ++used_;
    }
    return slot.place;
  }

  // A hash found no room: nothing that Put() said since counts.
  bool full() const { return full_; }

  void Prefetch(uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[IndexOf(hash)], 1);
  }

 private:
  struct Slot {
    uint64_t hash;
    uint64_t place;
  };
  static constexpr uint64_t kFree = UINT64_MAX;

  size_t IndexOf(uint64_t hash) const {
    return static_cast<size_t>((hash * 0xD6E8FEB86659FD93u) >> shift_);
  }
  Slot& SlotOf(uint64_t hash) {
    size_t i = IndexOf(hash);
    while (slots_[i].place != kFree && slots_[i].hash != hash) i = (i + 1) & (slots_.size() - 1);
    return slots_[i];
  }

  bool Grow() {
    const size_t size = slots_.empty() ? kFirstSize : slots_.size() * 2;
    // While it grows the old slots stand beside the new.
    if (!slots_.empty() && size + slots_.size() > max_slots_) {
      full_ = true;
      return false;
    }
    std::vector<Slot> old(size, Slot{0, kFree});
    old.swap(slots_);
    shift_ = 64 - __builtin_ctzll(size);
    for (const Slot& slot : old) {
      if (slot.place != kFree) SlotOf(slot.hash) = slot;
    }
    return true;
  }

  static constexpr size_t kFirstSize = 64;

  const uint64_t max_slots_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
  int shift_ = 64;
  bool full_ = false;
};

}  // namespace tamis::dedup
