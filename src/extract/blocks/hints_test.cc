#include "extract/blocks/hints.h"

#include <gtest/gtest.h>

namespace tamis::extract {
namespace {

struct Case {
  const char* value;
  HintSet hints;
};

const Case kCases[] = {
    {"", 0},
    {"menu", Bit(Hint::kNav)},
    {"MENU", Bit(Hint::kNav)},
    {"site-footer", Bit(Hint::kFooter)},
    {"relatedPosts_2", Bit(Hint::kRelated) | Bit(Hint::kPost)},
    {"main__nav--open", Bit(Hint::kMain) | Bit(Hint::kNav)},
    {"https://schema.org/BreadcrumbList", Bit(Hint::kBreadcrumb)},
    {"navigate footers", 0},  // other words
    {"x", 0},
    {"averyveryverylongnamethatisnoword", 0},
};

TEST(HintsOfNamesTest, SplitsNamesIntoWords) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.value);
    EXPECT_EQ(HintsOfNames(c.value).hints, c.hints);
  }
}

uint32_t SignatureOf(std::string_view value) { return HintsOfNames(value).signature; }

TEST(HintsOfNamesTest, SignatureIgnoresOrderCaseAndNumbers) {
  EXPECT_EQ(SignatureOf("post first"), SignatureOf("first post"));
  EXPECT_EQ(SignatureOf("Post"), SignatureOf("post"));
  EXPECT_EQ(SignatureOf("post post-17"), SignatureOf("post post-18"));
  EXPECT_NE(SignatureOf("post"), SignatureOf("posts"));
  EXPECT_EQ(SignatureOf("p1 p2"), 0u);
}

TEST(HintsTest, EveryHintHasAName) {
  for (int i = 0; i < static_cast<int>(Hint::kCount); ++i) {
    EXPECT_FALSE(HintName(static_cast<Hint>(i)).empty());
  }
}

}  // namespace
}  // namespace tamis::extract
