#include "io/parted_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

namespace tamis::io {
namespace {

// Parts are ranges of numbers, so that one behind the other they are all in order.
TEST(PartedSort, ThreadsFillPartsThatAreInOrder) {
  constexpr size_t kParts = 3;
  constexpr size_t kThreads = 4;
  for (const uint64_t memory : {uint64_t{1}, uint64_t{1} << 14, uint64_t{1} << 24}) {
    PartedSorter<uint64_t> sorter(testing::TempDir(), memory, kParts);
    std::vector<uint64_t> all;
    std::mt19937_64 random(5);
    for (size_t i = 0; i < 20'000; ++i) all.push_back(random() % 3000);
    std::vector<std::thread> threads;
    for (size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        PartedWriter<uint64_t> writer(sorter);
        for (size_t i = t; i < all.size(); i += kThreads) {
          EXPECT_TRUE(writer.Add(all[i] / 1000, all[i]).ok());
        }
        EXPECT_TRUE(writer.Finish().ok());
      });
    }
    for (std::thread& thread : threads) thread.join();

    std::vector<uint64_t> sorted;
    for (size_t part = 0; part < sorter.parts(); ++part) {
      ASSERT_TRUE(sorter.part(part).Sort().ok());
      uint64_t record = 0;
      for (bool more = true;;) {
        ASSERT_TRUE(sorter.part(part).Next(record, more).ok());
        if (!more) break;
        sorted.push_back(record);
      }
      sorter.Drop(part);
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(sorted, all) << memory;
  }
}

TEST(PartedSort, TellsOfAFolderThatIsNotThere) {
  PartedSorter<uint64_t> sorter("/nowhere/at/all", 1, 2);
  PartedWriter<uint64_t> writer(sorter);
  Status status;
  for (int i = 0; i < 1000 && status.ok(); ++i) status = writer.Add(1, 7);
  EXPECT_FALSE(status.ok());
}

}  // namespace
}  // namespace tamis::io
