// How many different keys there are, in bounded memory.
//
// Idea:   up to kExact keys are kept and counted. Of more only the kExact smallest are kept: the
//         keys are hashes, so the largest of these tells how densely all of them lie.
// Source: Bar-Yossef et al., "Counting distinct elements in a data stream" (2002), the first
//         algorithm. Standard error 1 / sqrt(kExact) = 0.4 %.
//
// The result depends on the set of keys alone, not on their order.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamis::pipeline {

class DistinctCounter {
 public:
  static constexpr size_t kExact = size_t{1} << 16;

  void Clear() {
    keys_.clear();
    limit_ = UINT32_MAX;
    more_ = false;
  }

  void Add(uint32_t key) {
    if (key > limit_) return;
    keys_.push_back(key);
    if (keys_.size() == 2 * kExact) Shrink();
  }

  uint64_t Count() {
    Shrink();
    if (!more_) return keys_.size();
    return static_cast<uint64_t>(static_cast<double>(kExact - 1) * 4294967296.0 / (limit_ + 1.0));
  }

 private:
  void Shrink() {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    if (keys_.size() <= kExact && !more_) return;
    keys_.resize(kExact);
    limit_ = keys_.back();
    more_ = true;
  }

  std::vector<uint32_t> keys_;
  uint32_t limit_ = UINT32_MAX;  // larger keys are not kept
  bool more_ = false;            // keys were left out
};

}  // namespace tamis::pipeline
