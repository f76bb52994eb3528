// Counts of numbers by size, in a few kilobytes, whatever the order they come in.
//
// Tested:  histogram_test.cc.

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace tamis::report {

// Numbers in steps that grow with them: 16 steps from each power of two to the next, so a
// quantile is at most 6.25 % above the truth; numbers below 16 are exact.
//
//   step  0 1 2 ... 15 | 16 17 ... 31 | 32 33 ...
//   from  0 1 2 ... 15 | 16 17 ... 31 | 32 34 36 ...
class SizeHistogram {
 public:
  static constexpr uint64_t kSubSteps = 16;
  static constexpr size_t kOctaves = 61;  // 64 bits less the four of the exact numbers, and those

  static size_t StepOf(uint64_t number) {
    if (number < kSubSteps) return static_cast<size_t>(number);
    const auto octave = static_cast<uint64_t>(std::bit_width(number)) - 5;  // from 0
    return static_cast<size_t>(kSubSteps * octave + (number >> octave));
  }
  // The least number of a step.
  static uint64_t StepBegin(size_t step) {
    if (step < kSubSteps) return step;
    const uint64_t octave = step / kSubSteps - 1;
    return (step - kSubSteps * octave) << octave;
  }

  void Add(uint64_t number) {
    ++steps_[StepOf(number)];
    ++count_;
  }
  uint64_t count() const { return count_; }

  // The begin of the step that holds the number which `share` of all numbers (0 to 1) stand
  // below; 0 when there is none.
  uint64_t Quantile(double share) const {
    const auto rank =
        static_cast<uint64_t>(share * static_cast<double>(count_ == 0 ? 0 : count_ - 1));
    uint64_t below = 0;
    for (size_t i = 0; i < steps_.size(); ++i) {
      below += steps_[i];
      if (below > rank) return StepBegin(i);
    }
    return 0;
  }

  // How many numbers are in [begin, 2 * begin). REQUIRES: `begin` is a power of two, at least 16.
  uint64_t CountOfOctave(uint64_t begin) const { return Sum(StepOf(begin), kSubSteps); }
  // How many numbers are below 16.
  uint64_t CountOfSmall() const { return Sum(0, kSubSteps); }

 private:
  uint64_t Sum(size_t first, size_t size) const {
    uint64_t sum = 0;
    for (size_t i = first; i < first + size; ++i) sum += steps_[i];
    return sum;
  }

  std::array<uint64_t, kSubSteps * kOctaves> steps_ = {};
  uint64_t count_ = 0;
};

}  // namespace tamis::report
