#include "extract/blocks/hints.h"

#include <gtest/gtest.h>

#include <string>

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
    {"sitenavigationelement", Bit(Hint::kNav)},  // more letters than are hashed at once
    {"sitenavigationelements", 0},
    {"XMLHttpFooter", Bit(Hint::kFooter)},
    {"a-very-long-one-with-over-sixty-four-characters-whose-words-are-foot-er-menus-card",
     Bit(Hint::kFooter) | Bit(Hint::kNav) | Bit(Hint::kCard)},
};

TEST(HintsOfNamesTest, SplitsNamesIntoWords) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.value);
    EXPECT_EQ(HintsOfNames(c.value).hints, c.hints);
  }
}

// The splitter, by characters: a word begins at a letter behind none, or at a hump.
HintSet HintsBySplitting(const std::string& value) {
  HintSet hints = 0;
  std::string word;
  for (const char c : value + ' ') {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    const bool hump = upper && !word.empty() && word.back() >= 'a';
    if (!letter || hump) {
      hints |= HintsOfNames(word).hints;
      word.clear();
    }
    if (letter) word += c;
  }
  return hints;
}

// Words at every place of names of every length: across the steps of 64 characters, too.
TEST(HintsOfNamesTest, AreThoseOfTheWords) {
  const std::string filling = "x-yy_zZz1";
  for (const char* word : {"menu", "Footer", "SIDEBAR", "discussionforumposting"}) {
    for (size_t before = 0; before < 140; ++before) {
      std::string name;
      while (name.size() < before) name += filling[name.size() % filling.size()];
      for (const char* behind : {"", "-ad", "Ads", " card", "x"}) {
        const std::string value = name + word + behind;
        EXPECT_EQ(HintsOfNames(value).hints, HintsBySplitting(value)) << value;
        EXPECT_EQ(HintsOfNames(value, simd::Readable(value)).hints, HintsBySplitting(value));
      }
    }
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
