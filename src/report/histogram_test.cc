#include "report/histogram.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace tamis::report {
namespace {

TEST(SizeHistogram, StepsHoldTheirNumbers) {
  const uint64_t kNumbers[] = {0,
                               1,
                               15,
                               16,
                               17,
                               31,
                               32,
                               33,
                               34,
                               1023,
                               1024,
                               1025,
                               (1u << 20) - 1,
                               1u << 20,
                               1u << 31,
                               UINT64_MAX / 2,
                               UINT64_MAX - 1,
                               UINT64_MAX};
  size_t last = 0;
  for (const uint64_t number : kNumbers) {
    const size_t step = SizeHistogram::StepOf(number);
    EXPECT_LE(SizeHistogram::StepBegin(step), number);
    EXPECT_LT(step, SizeHistogram::kSubSteps * SizeHistogram::kOctaves);
    EXPECT_GE(step, last) << number;
    if (number < 32) {
      EXPECT_EQ(SizeHistogram::StepBegin(step), number);
    }
    last = step;
  }
  for (size_t step = 0; step + 1 < SizeHistogram::kSubSteps * SizeHistogram::kOctaves; ++step) {
    EXPECT_EQ(SizeHistogram::StepOf(SizeHistogram::StepBegin(step + 1) - 1), step);
  }
}

TEST(SizeHistogram, Quantiles) {
  SizeHistogram histogram;
  EXPECT_EQ(histogram.Quantile(0.5), 0u);
  for (uint64_t i = 1; i <= 1000; ++i) histogram.Add(i * 10);
  EXPECT_NEAR(static_cast<double>(histogram.Quantile(0.1)), 1000, 1000 * 0.0625);
  EXPECT_NEAR(static_cast<double>(histogram.Quantile(0.5)), 5000, 5000 * 0.0625);
  EXPECT_NEAR(static_cast<double>(histogram.Quantile(1)), 10000, 10000 * 0.0625);
}

TEST(SizeHistogram, Octaves) {
  SizeHistogram histogram;
  for (const uint64_t number : {0, 3, 15, 16, 31, 32, 63, 64}) histogram.Add(number);
  EXPECT_EQ(histogram.CountOfSmall(), 3u);
  EXPECT_EQ(histogram.CountOfOctave(16), 2u);
  EXPECT_EQ(histogram.CountOfOctave(32), 2u);
  EXPECT_EQ(histogram.CountOfOctave(64), 1u);
  EXPECT_EQ(histogram.count(), 8u);
}

}  // namespace
}  // namespace tamis::report
