#include "extract/model/mean_row.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "extract/model/forest.h"

namespace tamis::extract {
namespace {

// Of steps, a column after another.
using Step = std::vector<uint8_t>;

TEST(MeanRowTest, WeighsRowsByTheirWords) {
  MeanRow mean;
  mean.Start(2);
  Step step(2 * kForestStep, 99);  // what stands behind the rows does not count
  step[0] = 10;
  step[1] = 20;
  step[kForestStep] = 0;
  step[kForestStep + 1] = 255;
  mean.Add(step.data(), std::array<uint32_t, 2>{0, 8});
  std::array<uint8_t, 2> out{};
  mean.Write(out);
  EXPECT_EQ(out[0], 19);   // (10 * 1 + 20 * 9) / 10
  EXPECT_EQ(out[1], 230);  // 229.5, rounded
}

TEST(MeanRowTest, TakesAllRowsOfAllSteps) {
  MeanRow mean;
  mean.Start(1);
  uint32_t sum = 0;
  uint32_t weight = 0;
  for (const size_t rows : {64, 64, 63, 17, 1}) {
    Step step(kForestStep);
    std::vector<uint32_t> words(rows);
    for (uint32_t i = 0; i < rows; ++i) {
      step[i] = static_cast<uint8_t>(i * 37);
      words[i] = i * i;
      weight += std::min(words[i], 255u) + 1;
      sum += (std::min(words[i], 255u) + 1) * step[i];
    }
    mean.Add(step.data(), words);
  }
  std::array<uint8_t, 1> out{};
  mean.Write(out);
  EXPECT_EQ(out[0], (sum + weight / 2) / weight);
}

TEST(MeanRowTest, NothingIsZero) {
  MeanRow mean;
  mean.Start(3);
  std::array<uint8_t, 3> out = {1, 2, 3};
  mean.Write(out);
  EXPECT_EQ(out, (std::array<uint8_t, 3>{}));
}

TEST(MeanRowTest, DoesNotOverflow) {
  MeanRow mean;
  mean.Start(1);
  const Step step(kForestStep, 255);
  const std::vector<uint32_t> words(kForestStep, 1'000'000);
  for (uint32_t i = 0; i < MeanRow::kMostRows + 100; i += kForestStep) mean.Add(step.data(), words);
  std::array<uint8_t, 1> out{};
  mean.Write(out);
  EXPECT_EQ(out[0], 255);
}

}  // namespace
}  // namespace tamis::extract
