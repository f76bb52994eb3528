#include "base/unicode/compose.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "base/unicode/compose_table.h"

namespace tamis::unicode {
namespace {

TEST(ComposeTest, Table) {
  const struct {
    char32_t first, second, composed;
  } kCases[] = {
      {'e', 0x0301, 0x00E9},
      {'A', 0x030A, 0x00C5},
      {0x1EB9, 0x0302, 0x1EC7},
      {0x0438, 0x0306, 0x0439},
      {0x0627, 0x0653, 0x0622},
      {0x0928, 0x093C, 0x0929},
      {0x09C7, 0x09BE, 0x09CB},
      {0x304B, 0x3099, 0x304C},
      {0x03B1, 0x0345, 0x1FB3},
      {0x1100, 0x1161, 0xAC00},
      {0xAC00, 0x11A8, 0xAC01},
      {0x1112, 0x1175, 0xD788},
      {0xD788, 0x11C2, 0xD7A3},
      {0xAC01, 0x11A8, 0},
      {0xAC00, 0x11A7, 0},
      {'q', 0x0301, 0},
      {'e', 'e', 0},
      {0x0915, 0x093C, 0},  // excluded
      {0x1113, 0x1161, 0},
      {0, 0, 0},
      {0x10FFFF, 0x0301, 0},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Compose(test.first, test.second), test.composed)
        << std::hex << uint32_t{test.first} << " " << uint32_t{test.second};
  }
}

TEST(ComposeTest, Classes) {
  EXPECT_EQ(CombiningClass('a'), 0);
  EXPECT_EQ(CombiningClass(0x0301), 230);
  EXPECT_EQ(CombiningClass(0x0323), 220);
  EXPECT_EQ(CombiningClass(0x093C), 7);
  EXPECT_EQ(CombiningClass(0x09BE), 0);
  EXPECT_EQ(CombiningClass(0x1E94A), 7) << "the last";
  EXPECT_EQ(CombiningClass(0x10FFFF), 0);
}

TEST(ComposeTest, EveryMarkMayCompose) {
  for (size_t i = 0; i < internal::kCompositionCount; ++i) {
    const internal::Composition& c = internal::kCompositions[i];
    EXPECT_TRUE(MayCompose(c.mark)) << std::hex << uint32_t{c.mark};
    EXPECT_EQ(Compose(c.letter, c.mark), c.composed);
  }
  for (const char32_t c :
       {U'a', U'\u00E9', U'\u0430', U'\u05D0', U'\u4E00', U'\uAC00', U'\u093E'}) {
    EXPECT_FALSE(MayCompose(c)) << std::hex << uint32_t{c};
  }
}

}  // namespace
}  // namespace tamis::unicode
