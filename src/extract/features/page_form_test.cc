#include "extract/features/page_form.h"

#include <gtest/gtest.h>

#include "extract/blocks/declared_types.h"

namespace tamis::extract {
namespace {

struct Case {
  const char* url;
  bool forum;
};

constexpr Case kCases[] = {
    {"", false},
    {"not a url", false},
    {"https://example.com/news/story.html", false},
    {"https://forum.example.com/x", true},
    {"https://community.example.com/", true},
    {"https://example.com/forums/gardening/12", true},
    {"https://example.com/t/my-pond-leaks/105", true},
    {"https://example.com/t", false},  // the last segment: a page called "t"
    {"https://example.com/viewtopic.php?t=5", true},
    {"https://example.com/x?page=forum", false},                           // a query says little
    {"https://example.com/how-to-ask-a-question-about-the-forum", false},  // a title
    {"https://reforum.example.com/", false},                               // another word
};

TEST(PageFormTest, KnowsForumsByTheirAddress) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(IsForumUrl(c.url), c.forum);
  }
}

TEST(PageFormTest, DeclarationsCount) {
  EXPECT_TRUE(FindPageForm(kDeclaresForum, "", "").forum);
  EXPECT_TRUE(FindPageForm(kDeclaresArticle, "", "").article);
  EXPECT_TRUE(FindPageForm(0, "article", "").article);
  EXPECT_TRUE(FindPageForm(0, "product.item", "").product);
  EXPECT_FALSE(FindPageForm(0, "website", "https://example.com/").forum);
}

}  // namespace
}  // namespace tamis::extract
