#include "metadata/sources/elements.h"

#include <gtest/gtest.h>

namespace tamis::metadata {
namespace {

TEST(RelsOf, WordsBetweenAnyWhiteSpace) {
  EXPECT_EQ(RelsOf("author"), kRelAuthor);
  EXPECT_EQ(RelsOf("nofollow  Author\t\nTAG "), kRelAuthor | kRelTag);
  for (const std::string_view none : {"", " ", "  \n", "authors", "au thor"}) {
    EXPECT_EQ(RelsOf(none), 0u) << none;
  }
}

}  // namespace
}  // namespace tamis::metadata
