#include "extract/model/codes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

namespace tamis::extract {
namespace {

int Code(float x) { return CodeOf(x); }

TEST(CodesTest, HasEightStepsAnOctave) {
  EXPECT_EQ(Code(0), kCodeOfZero);
  EXPECT_EQ(Code(-0.0f), kCodeOfZero);
  EXPECT_EQ(Code(2) - Code(1), 8);
  EXPECT_EQ(Code(0.5f) - Code(0.25f), 8);
  EXPECT_EQ(Code(1.125f) - Code(1), 1);
  EXPECT_EQ(Code(1.12f), Code(1));
  EXPECT_EQ(Code(-1) - Code(-2), 8);
  EXPECT_LT(Code(-0.001f), kCodeOfZero);
  EXPECT_GT(Code(0.0001f), kCodeOfZero);
  for (int x = 0; x < 15; ++x)
    EXPECT_LT(Code(static_cast<float>(x)), Code(static_cast<float>(x + 1)));
}

TEST(CodesTest, EndsHoldWhatLiesBeyond) {
  EXPECT_EQ(Code(std::numeric_limits<float>::max()), 255);
  EXPECT_EQ(Code(std::numeric_limits<float>::infinity()), 255);
  EXPECT_EQ(Code(std::numeric_limits<float>::lowest()), 0);
  EXPECT_EQ(Code(std::numeric_limits<float>::denorm_min()), kCodeOfZero + 1);
}

TEST(CodesTest, NeverFalls) {
  int last = 0;
  for (float x = -1000; x < 1000; x += 0.03f) {
    EXPECT_GE(Code(x), last) << x;
    last = Code(x);
  }
}

// Every length, so that the last lanes are seen, and all give what one by one gives.
TEST(CodesTest, EncodesRowsOfAnyLength) {
  constexpr float kEnds[] = {0.0f, -0.0f, 1e30f, -1e30f, 1e-30f, -1e-30f, 1e-45f, 130000.0f};
  for (size_t count = 0; count < 80; ++count) {
    std::vector<float> values;
    for (size_t i = 0; i < count; ++i) {
      const float sine = std::sin(static_cast<float>(i)) * 300;
      values.push_back(i % 5 == 4 ? kEnds[i / 5 % std::size(kEnds)] : sine);
    }
    std::vector<uint8_t> codes(count + 1, 7);
    EncodeValues(values, codes.data());
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(codes[i], Code(values[i]));
    EXPECT_EQ(codes[count], 7);
  }
}

}  // namespace
}  // namespace tamis::extract
