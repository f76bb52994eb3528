#include "extract/blocks/class_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/blocks/name_table.h"

namespace tamis::extract {
namespace {

TEST(ClassNamesTest, EachValueIsReadOnce) {
  ClassReader reader;
  ClassList list;
  reader.Start(list);
  EXPECT_EQ(reader.NumberOf("card red"), 0u);
  EXPECT_EQ(reader.NumberOf("sr-only"), 1u);
  EXPECT_EQ(reader.NumberOf(std::string("card red")), 0u);
  EXPECT_EQ(reader.NumberOf(""), 2u);
  ASSERT_EQ(list.values.size(), 3u);
  EXPECT_EQ(list.values[0].hints.hints, HintsOfNames("card red").hints);
  EXPECT_EQ(list.values[0].hints.signature, HintsOfNames("red card").signature);
  EXPECT_FALSE(list.values[0].off_screen);
  EXPECT_TRUE(list.values[1].off_screen);
  EXPECT_EQ(list.hashes,
            (std::vector<uint32_t>{HashOfName("card"), HashOfName("red"), HashOfName("sr-only")}));
  EXPECT_EQ(list.values[1].first_name, 2u);
  EXPECT_EQ(list.values[1].end_name, 3u);
  EXPECT_EQ(list.values[2].first_name, list.values[2].end_name);

  reader.Start(list);
  EXPECT_TRUE(list.values.empty() && list.hashes.empty());
  EXPECT_EQ(reader.NumberOf("sr-only"), 0u);
}

// More values than the table begins with, each found again.
TEST(ClassNamesTest, ManyValues) {
  std::vector<std::string> values;
  for (int i = 0; i < 5000; ++i) values.push_back("item item-" + std::to_string(i));
  ClassReader reader;
  ClassList list;
  reader.Start(list);
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 0; i < values.size(); ++i) ASSERT_EQ(reader.NumberOf(values[i]), i);
  }
  EXPECT_EQ(list.values.size(), values.size());
}

}  // namespace
}  // namespace tamis::extract
