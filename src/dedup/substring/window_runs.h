// Windows that follow each other and have the same key, as one record.
//
// Idea:   the key of a window is the least of the hashes of all shorter windows within. Equal
//         windows have equal keys, so only windows with the same key need to be compared. And the
//         least hash stays the least while the window moves on, so there are few runs: with M
//         shorter windows in each, two for M + 1 windows.
// Source: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
//         fingerprinting" (2003).

#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace tamis::dedup {

// Of texts beyond this size places do not fit into the bits they have here.
inline constexpr uint64_t kPlaces = uint64_t{1} << 44;

// Where a window stands. In order of places.
class WindowPlace {
 public:
  constexpr WindowPlace() = default;
  // REQUIRES: begin < kPlaces, begin < end.
  WindowPlace(uint64_t begin, uint64_t end)
      : bits_(begin << 20 | std::min(end - begin, kUnknownSize)) {}

  uint64_t begin() const { return bits_ >> 20; }
  // UINT64_MAX for windows of more than a MiB.
  uint64_t end() const {
    const uint64_t size = bits_ & kUnknownSize;
    return size == kUnknownSize ? UINT64_MAX : begin() + size;
  }

  friend auto operator<=>(const WindowPlace&, const WindowPlace&) = default;

 private:
  static constexpr uint64_t kUnknownSize = (uint64_t{1} << 20) - 1;

  uint64_t bits_ = UINT64_MAX;
};

// In order of keys, then of places.
class WindowRun {
 public:
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
