#include "dedup/substring/sliding_min.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tamis::dedup {
namespace {

TEST(SlidingMin, IsTheLeastOfTheLast) {
  std::mt19937_64 random(1);
  for (size_t size = 1; size <= 20; ++size) {
    SlidingMin least(size);
    for (int round = 0; round < 2; ++round) {  // again after Clear()
      std::vector<uint64_t> values;
      for (size_t i = 0; i < 100; ++i) {
        values.push_back(random() % 50);
        const uint64_t got = least.Push(values.back());
        if (i + 1 < size) continue;
        const auto begin = values.end() - static_cast<ptrdiff_t>(size);
        EXPECT_EQ(got, *std::min_element(begin, values.end())) << size << " at " << i;
      }
      least.Clear();
    }
  }
}

}  // namespace
}  // namespace tamis::dedup
