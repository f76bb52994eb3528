// Windows that follow each other and have the same key, as one record.
//
// Idea:   the key of a window is the least of the hashes of all shorter windows within. Equal
//         windows have equal keys, so only windows with the same key need to be compared. And the
//         least hash stays the least while the window moves on, so there are few runs: with M
//         shorter windows in each, two for M + 1 windows.
// Source: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
//         fingerprinting" (2003).

#pragma once

#include <compare>
#include <cstdint>

namespace tamis::dedup {

// In order of keys, then of places.
class WindowRun {
 public:
  static constexpr uint64_t kPlaces = uint64_t{1} << 44;
  static constexpr uint64_t kMaxWindows = (uint64_t{1} << 19) - 1;

  WindowRun() = default;
  // `begin`: of the first window. `again`: the least hash was met more than once in the run, so
  // windows in it may be equal.
  // REQUIRES: begin < kPlaces, windows <= kMaxWindows.
  WindowRun(uint64_t key, uint64_t begin, uint64_t windows, bool again)
      : key_(key), rest_(begin << 20 | windows << 1 | uint64_t{again}) {}

  uint64_t key() const { return key_; }
  uint64_t begin() const { return rest_ >> 20; }
  uint64_t windows() const { return rest_ >> 1 & kMaxWindows; }
  bool again() const { return (rest_ & 1) != 0; }

  friend auto operator<=>(const WindowRun&, const WindowRun&) = default;

 private:
  uint64_t key_ = 0;
  uint64_t rest_ = 0;
};
static_assert(sizeof(WindowRun) == 16);

}  // namespace tamis::dedup
