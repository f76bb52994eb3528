// The least of the last N values.
//
// Idea:   values come in blocks of N. Of the block before the minima of all its ends are known, of
//         the block at hand that of its beginning; the last N values are one of each. Three steps
//         a value, whatever the values are.
// Source: van Herk, "A fast algorithm for local minimum and maximum filters" (1992).
//
// Tested: sliding_min_test.cc.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tamis::dedup {

class SlidingMin {
 public:
  explicit SlidingMin(size_t size) : values_(size) {}

  void Clear() { at_ = 0; }

  // Takes a value and gives the least of the last N: meaningless before N were taken.
  uint64_t Push(uint64_t value) {
    least_ = at_ == 0 ? value : std::min(least_, value);
    values_[at_++] = value;
    if (at_ < values_.size()) return std::min(least_, values_[at_]);
    for (size_t i = values_.size() - 1; i > 0; --i) {
      values_[i - 1] = std::min(values_[i - 1], values_[i]);
    }
    at_ = 0;
    return least_;
  }

 private:
  size_t at_ = 0;       // in the block at hand
  uint64_t least_ = 0;  // of the block at hand
  std::vector<uint64_t>
      values_;  // before at_ of this block; from at_ on minima of ends of the last
};

}  // namespace tamis::dedup
