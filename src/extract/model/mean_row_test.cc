#include "extract/model/mean_row.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tamis::extract {
namespace {

TEST(MeanRowTest, WeighsRowsByTheirWords) {
  MeanRow mean;
  mean.Start(2);
  mean.Add(std::array<uint8_t, 2>{10, 0}, 0);
  mean.Add(std::array<uint8_t, 2>{20, 255}, 8);
  std::array<uint8_t, 2> out{};
  mean.Write(out);
  EXPECT_EQ(out[0], 19);   // (10 * 1 + 20 * 9) / 10
  EXPECT_EQ(out[1], 230);  // 229.5, rounded
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
  for (uint32_t i = 0; i < MeanRow::kMostRows + 100; ++i) {
    mean.Add(std::array<uint8_t, 1>{255}, 1'000'000);
  }
  std::array<uint8_t, 1> out{};
  mean.Write(out);
  EXPECT_EQ(out[0], 255);
}

}  // namespace
}  // namespace tamis::extract
