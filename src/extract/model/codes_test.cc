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

std::vector<float> Values(size_t count) {
  constexpr float kEnds[] = {0.0f, -0.0f, 1e30f, -1e30f, 1e-30f, -1e-30f, 1e-45f, 130000.0f};
  std::vector<float> values;
  for (size_t i = 0; i < count; ++i) {
    const float sine = std::sin(static_cast<float>(i)) * 300;
    values.push_back(i % 5 == 4 ? kEnds[i / 5 % std::size(kEnds)] : sine);
  }
  return values;
}

// What follows: every length, so that the last lanes are seen, and all give what one by one gives.
constexpr size_t kRoom = 80 + kCodeLanes;

TEST(CodesTest, EncodesColumnsOfAnyLength) {
  std::vector<float> values = Values(kRoom);
  for (size_t count = 0; count <= 80; ++count) {
    std::vector<uint8_t> codes(kRoom, 7);
    EncodeColumn(values.data(), count, codes.data());
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(codes[i], Code(values[i]));
    const size_t end = (count + kCodeLanes - 1) / kCodeLanes * kCodeLanes;
    for (size_t i = end; i < kRoom; ++i) EXPECT_EQ(codes[i], 7);
  }
}

TEST(CodesTest, EncodesCountsAndShares) {
  std::vector<uint32_t> parts;
  std::vector<uint32_t> wholes;
  std::vector<uint8_t> bytes;
  for (uint32_t i = 0; i < kRoom; ++i) {
    parts.push_back(i % 7 == 0 ? 0x7FFFFFFF - i : i * i * 37 % 3001);
    wholes.push_back(i % 5 == 0 ? 0 : i * 7919 % 1013);
    bytes.push_back(static_cast<uint8_t>(i * 29));
  }
  for (const size_t count : {0, 1, 15, 16, 17, 64, 80}) {
    std::vector<uint8_t> of_parts(kRoom), of_shares(kRoom), of_bytes(kRoom);
    EncodeColumn(parts.data(), count, of_parts.data());
    EncodeColumn(parts.data(), wholes.data(), count, of_shares.data());
    EncodeColumn(bytes.data(), count, of_bytes.data());
    for (size_t i = 0; i < count; ++i) {
      const auto part = static_cast<float>(parts[i]);
      const float share = wholes[i] == 0 ? 0 : part / static_cast<float>(wholes[i]);
      EXPECT_EQ(of_parts[i], Code(part)) << i;
      EXPECT_EQ(of_shares[i], Code(share)) << i;
      EXPECT_EQ(of_bytes[i], Code(bytes[i])) << i;
    }
  }
}

}  // namespace
}  // namespace tamis::extract
