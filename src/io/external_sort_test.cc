#include "io/external_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tamis::io {
namespace {

TEST(ExternalSort, IsSort) {
  std::mt19937_64 random(3);
  for (const size_t size : {0u, 1u, 15u, 16u, 17u, 5000u, 40000u}) {
    for (const uint64_t memory : {uint64_t{1}, uint64_t{1} << 12, uint64_t{1} << 30}) {
      std::vector<uint64_t> all;
      ExternalSorter<uint64_t> sorter(testing::TempDir(), memory);
      for (size_t i = 0; i < size; ++i) {
        all.push_back(random() % 3000);
        ASSERT_TRUE(sorter.Add(all.back()).ok());
      }
      std::sort(all.begin(), all.end());
      ASSERT_TRUE(sorter.Sort().ok());
      std::vector<uint64_t> sorted;
      uint64_t record = 0;
      for (bool more = true;;) {
        ASSERT_TRUE(sorter.Next(record, more).ok());
        if (!more) break;
        sorted.push_back(record);
      }
      EXPECT_EQ(sorted, all) << size << " in " << memory;
    }
  }
}

TEST(ExternalSort, TellsOfAFolderThatIsNotThere) {
  ExternalSorter<uint64_t> sorter("/nowhere/at/all", 1);
  Status status;
  for (int i = 0; i < 20 && status.ok(); ++i) status = sorter.Add(7);
  EXPECT_FALSE(status.ok());
  EXPECT_FALSE(sorter.Sort().ok());
}

}  // namespace
}  // namespace tamis::io
