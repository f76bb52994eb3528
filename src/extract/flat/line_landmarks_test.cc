// The core of prose and the distances to lines of furniture, by hand.

#include "extract/flat/line_landmarks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::extract {
namespace {

LineShape Prose(uint32_t words) {
  LineShape shape;
  shape.words = words;
  shape.prose = true;
  return shape;
}

LineShape Short(uint32_t words, std::string_view text = "x") {
  LineShape shape;
  shape.words = words;
  PhraseFinder finder;
  shape.phrases = finder.Find(text);
  return shape;
}

struct ValueCase {
  uint32_t line;
  const char* column;
  float value;
};

TEST(LineLandmarksTest, FindsCoreAndMarkers) {
  const std::vector<LineShape> shapes = {
      Short(2), Prose(30), Short(3), Prose(40), Short(2, "Related articles"), Short(2), Prose(12)};
  LineLandmarks landmarks;
  landmarks.Read(shapes);
  // Toll 0: 30 - 13 + 40 = 57, and 57 - 12 - 12 + 12 is less.
  const ValueCase cases[] = {
      {0, "core0_in", 0},
      {1, "core0_in", 1},
      {2, "core0_in", 1},
      {3, "core0_in", 1},
      {4, "core0_in", 0},
      {6, "core0_in", 0},
      {0, "core0_from", -2},
      {1, "core0_from", 0},
      {3, "core0_to", 0},
      {6, "core0_to", -16},
      {1, "core0_to", 43},
      {1, "core0_share", 57.0f / 91},
      {1, "core2_in", 0},
      {3, "core2_in", 1},  // the dearest toll leaves 40 of them
      {6, "core1_in", 1},  // the cheapest goes on
      {6, "marker_related_since", 2},
      {4, "marker_related_since", 9999},
      {3, "marker_related_until", 0},
      {0, "marker_related_until", 73},
      {3, "marker_related_after", 1},
      {6, "marker_related_before", 1},
      {4, "marker_related_before", 0},
      {6, "marker_comment_since", 9999},
  };
  const std::vector<std::string> names = LandmarkColumnNames();
  for (const ValueCase& c : cases) {
    std::vector<float> row;
    landmarks.Append(c.line, row);
    ASSERT_EQ(row.size(), names.size());
    const auto at = std::find(names.begin(), names.end(), c.column);
    ASSERT_NE(at, names.end()) << c.column;
    EXPECT_FLOAT_EQ(row[static_cast<size_t>(at - names.begin())], c.value)
        << c.line << " " << c.column;
  }
}

TEST(LineLandmarksTest, PagesWithoutProseOrLines) {
  LineLandmarks landmarks;
  landmarks.Read({});
  const std::vector<LineShape> shapes = {Short(0), Short(1)};
  landmarks.Read(shapes);
  std::vector<float> row;
  landmarks.Append(1, row);
  EXPECT_EQ(row[0], -1);
  EXPECT_EQ(row.size(), LandmarkColumnNames().size());
}

}  // namespace
}  // namespace tamis::extract
