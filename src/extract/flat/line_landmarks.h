// Where a line stands to the landmarks of its page.
//
//   flat/line_judge (shapes) -> [line_landmarks] -> flat/line_features
//
// The idea: what tells an article from the comments, teasers and notices around it is seldom in the
// line itself. Two kinds of landmarks do. The core: the stretch of lines with the most words of
// prose after a toll for every line between that is none, found as the subarray of highest sum
// (Kadane; Bentley, "Programming pearls: algorithm design techniques", 1984), at three tolls. And
// markers: short lines that are mostly a phrase of features/phrases.h, such as "12 comments",
// "read more" or "share": how far the last and the next one are, how many come before and after.
//
// Tested: line_landmarks_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/features/phrases.h"
#include "extract/flat/line_judge.h"

namespace tamis::extract {

// Names of the columns that Append() adds, in order.
std::vector<std::string> LandmarkColumnNames();

// Reused from page to page.
class LineLandmarks {
 public:
  static constexpr size_t kTolls = 3;

  void Read(std::span<const LineShape> shapes);

  // Adds the columns of line i. Distances are in words; 9999 when there is no such marker.
  void Append(uint32_t i, std::vector<float>& row) const;

 private:
  static constexpr size_t kKinds = static_cast<size_t>(PhraseKind::kCount);

  // Lines [begin, end); begin == end: the page has no prose.
  struct Core {
    uint32_t begin = 0, end = 0;
    float share = 0;  // what is left after tolls, of the words of the page
  };
  struct Marker {
    float since = 0, until = 0, before = 0, after = 0;
  };

  void FindCore(std::span<const LineShape> shapes, size_t toll);
  void FindMarkers(std::span<const LineShape> shapes);

  std::array<Core, kTolls> cores_;
  std::vector<float> words_before_;                  // lines + 1
  std::vector<std::array<Marker, kKinds>> markers_;  // one a line
};

}  // namespace tamis::extract
