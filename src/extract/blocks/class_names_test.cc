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
  EXPECT_EQ(reader.Add("red"), 2u);
  EXPECT_TRUE(reader.Read(2).read);
  EXPECT_EQ(list.hashes.back(), HashOfName("red"));
}

// Values that differ in one byte are two, whatever their size.
TEST(ClassNamesTest, EveryByteTells) {
  std::string page;
  size_t values = 0;
  for (size_t size = 1; size <= 65; ++size) {
    for (size_t at = 0; at <= size; ++at, ++values) {
      std::string value(size, 'a');
      if (at < size) value[at] = 'b';
      page += "<b class=" + value + ">";
    }
  }
  html::Parser parser;
  static_cast<void>(parser.Parse(page));
  ClassReader reader;
  ClassList list;
  reader.Start(parser.dom(), list);
  EXPECT_EQ(list.values.size(), values);
}

// More values than the table begins with, each found again.
TEST(ClassNamesTest, ManyValues) {
  constexpr uint32_t kValues = 5000;
  std::string page;
  for (uint32_t i = 0; i < 2 * kValues; ++i) {
    page += "<b class='item a-longer-name item-" + std::to_string(i % kValues) + "'>";
  }
  html::Parser parser;
  static_cast<void>(parser.Parse(page));
  ClassReader reader;
  ClassList list;
  reader.Start(parser.dom(), list);
  EXPECT_EQ(list.values.size(), kValues);
  const auto attributes = parser.dom().all_attributes();
  for (const html::Attribute& attribute : attributes) {
    EXPECT_EQ(list.values[list.NumberOf(parser.dom(), attribute)].value,
              parser.dom().value(attribute));
  }
}

// The bits of classes that are off screen, across words of 64 attributes.
TEST(ClassNamesTest, PlacesOffScreen) {
  std::string page;
  for (int i = 0; i < 200; ++i) page += i % 67 == 3 ? "<b class=sr-only>" : "<b class=x id=y>";
  html::Parser parser;
  static_cast<void>(parser.Parse(page));
  const html::Dom& dom = parser.dom();
  ClassReader reader;
  ClassList list;
  reader.Start(dom, list);
  const auto attributes = dom.all_attributes();
  const auto is = [&](size_t i) { return dom.value(attributes[i]) == "sr-only"; };
  for (uint32_t begin = 0; begin < attributes.size(); ++begin) {
    for (const uint32_t size : {0u, 1u, 2u, 5u, 63u, 64u, 65u, 130u}) {
      if (begin + size > attributes.size()) continue;
      bool wanted = false;
      for (uint32_t i = begin; i < begin + size; ++i) wanted |= is(i);
      EXPECT_EQ(list.AnyOffScreen(begin, size), wanted) << begin << " " << size;
    }
  }
}

TEST(ClassNamesTest, OffScreen) {
  for (const char* value : {"sr-only", "a sr-only-focusable", "x\tscreen-reader-text",
                            "screenreader", "visually-hidden", "visuallyhidden", "a11y-hidden",
                            "assistive-text", "element-invisible y"}) {
    EXPECT_TRUE(IsOffScreen(value, {})) << value;
  }
  for (const char* value : {"", "s", "sr", "sr-onl", "not-sr-only", "screen", "hidden", "visual"}) {
    EXPECT_FALSE(IsOffScreen(value, {})) << value;
  }
}

// A name at every place, across the steps of 64 bytes, too.
TEST(ClassNamesTest, OffScreenBehindOthers) {
  for (size_t before = 0; before < 140; ++before) {
    const std::string other(before, 'x');
    EXPECT_TRUE(IsOffScreen(other + " sr-only", {})) << before;
    EXPECT_TRUE(IsOffScreen(other + "\fsr-only y", {})) << before;
    EXPECT_EQ(IsOffScreen(other + "sr-only", {}), before == 0) << before;
    EXPECT_FALSE(IsOffScreen(other + " sr-onl y", {})) << before;
    EXPECT_FALSE(IsOffScreen(other + " ", {})) << before;
  }
}

}  // namespace
}  // namespace tamis::extract
