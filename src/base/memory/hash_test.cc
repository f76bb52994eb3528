#include "base/memory/hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tamis {
namespace {

// Every byte counts, and so does the length; what stands around the string does not.
TEST(HashOfTest, TellsStringsApart) {
  std::set<uint64_t> seen;
  size_t strings = 0;
  for (size_t size = 0; size <= 40; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(seen.insert(HashOf(text)).second) << size;
    ++strings;
    for (size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = 'b';
      EXPECT_TRUE(seen.insert(HashOf(other)).second) << size << " at " << i;
      ++strings;
      const std::string inside = "x" + other + "y";
      EXPECT_EQ(HashOf(other), HashOf(std::string_view(inside).substr(1, size)));
    }
  }
  EXPECT_EQ(seen.size(), strings);
}

// In tables their low bits choose the slot.
TEST(HashOfTest, LowBitsDiffer) {
  std::set<uint64_t> slots;
  for (int i = 0; i < 256; ++i) slots.insert(HashOf("item-" + std::to_string(i)) & 4095);
  EXPECT_GT(slots.size(), 220u);
}

}  // namespace
}  // namespace tamis
