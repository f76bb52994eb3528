#include "extract/blocks/class_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/blocks/name_table.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

TEST(ClassNamesTest, EachValueIsReadOnce) {
  html::Parser parser;
  static_cast<void>(
      parser.Parse("<p class='card red'>a<b id=x class=sr-only>b</b><p class='card red'>"));
  const html::Dom& dom = parser.dom();
  ClassReader reader;
  ClassList list;
  reader.Start(dom, list);
  ASSERT_EQ(list.values.size(), 2u);
  EXPECT_TRUE(list.values[1].off_screen && !list.values[1].read);
  for (uint32_t i = 0; i < 2; ++i) EXPECT_EQ(&reader.Read(i), &list.values[i]);
  EXPECT_EQ(list.values[0].value, "card red");
  EXPECT_EQ(list.values[0].hints.hints, HintsOfNames("card red").hints);
  EXPECT_EQ(list.values[0].hints.signature, HintsOfNames("red card").signature);
  EXPECT_FALSE(list.values[0].off_screen);
  EXPECT_TRUE(list.values[1].off_screen);
  EXPECT_EQ(list.hashes,
            (std::vector<uint32_t>{HashOfName("card"), HashOfName("red"), HashOfName("sr-only")}));
  EXPECT_EQ(list.values[1].first_name, 2u);
  EXPECT_EQ(list.values[1].end_name, 3u);
  std::vector<uint32_t> numbers;
  for (const html::Attribute& attribute : dom.all_attributes()) {
    if (attribute.name == html::names::kClass) numbers.push_back(list.NumberOf(dom, attribute));
  }
  EXPECT_EQ(numbers, (std::vector<uint32_t>{0, 1, 0}));
  EXPECT_EQ(reader.NumberOf("red"), 2u);
  EXPECT_TRUE(reader.Read(2).read);
  EXPECT_EQ(list.hashes.back(), HashOfName("red"));
}

// More values than the table begins with, each found again.
TEST(ClassNamesTest, ManyValues) {
  std::vector<std::string> values;
  for (int i = 0; i < 5000; ++i) values.push_back("item item-" + std::to_string(i));
  html::Parser parser;
  static_cast<void>(parser.Parse(""));
  ClassReader reader;
  ClassList list;
  reader.Start(parser.dom(), list);
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 0; i < values.size(); ++i) ASSERT_EQ(reader.NumberOf(values[i]), i);
  }
  EXPECT_EQ(list.values.size(), values.size());
}

}  // namespace
}  // namespace tamis::extract
