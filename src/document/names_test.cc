#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tamis/document.h"

namespace tamis {
namespace {

// A new enumerator without a name fails to compile (-Wswitch); here names must differ.
TEST(Names, EachReasonHasItsOwn) {
  std::set<std::string_view> seen;
  for (int i = 0; i < 256; ++i) {
    const std::string_view name = ReasonName(static_cast<Reason>(i));
    EXPECT_TRUE(name == "unknown" || seen.insert(name).second) << name;
  }
  EXPECT_GE(seen.size(), 29u);
}

TEST(Names, EachKindHasItsOwn) {
  std::set<std::string_view> seen;
  for (int i = 0; i < 256; ++i) {
    const std::string_view name = BlockKindName(static_cast<BlockKind>(i));
    EXPECT_TRUE(name == "unknown" || seen.insert(name).second) << name;
  }
  EXPECT_EQ(seen.size(), 10u);
}

}  // namespace
}  // namespace tamis
