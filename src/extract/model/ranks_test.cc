#include "extract/model/ranks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tamis::extract {
namespace {

TEST(RanksTest, CountsTheThresholdsBelow) {
  std::mt19937 random(20261123);
  const auto number = [&] { return (static_cast<float>(random() % 4001) - 2000.0f) / 64.0f; };
  std::vector<float> thresholds;
  std::vector<uint32_t> begin = {0};
  for (int column = 0; column < 6; ++column) {
    std::vector<float> of_column(static_cast<size_t>(column) * 50);
    std::generate(of_column.begin(), of_column.end(), number);
    std::sort(of_column.begin(), of_column.end());
    of_column.erase(std::unique(of_column.begin(), of_column.end()), of_column.end());
    thresholds.insert(thresholds.end(), of_column.begin(), of_column.end());
    begin.push_back(static_cast<uint32_t>(thresholds.size()));
  }
  const ThresholdTable table = {thresholds, begin};
  const Ranks ranks(table);
  for (int i = 0; i < 1000; ++i) {
    std::vector<float> row(6);
    std::generate(row.begin(), row.end(), number);
    if (i == 0) row.assign(6, 1e30f);
    if (i == 1) row.assign(6, -1e30f);
    std::vector<uint8_t> got(6);
    ranks.Encode(row, got.data());
    for (size_t c = 0; c < 6; ++c) {
      const auto below =
          std::count_if(thresholds.begin() + begin[c], thresholds.begin() + begin[c + 1],
                        [&](float t) { return t < row[c]; });
      EXPECT_EQ(got[c], below) << c << ' ' << row[c];
    }
  }
}

}  // namespace
}  // namespace tamis::extract
