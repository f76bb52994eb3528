// Whole pages of a few lines: which blocks are kept, and why the others are not.

#include "extract/extract.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

constexpr std::string_view kSentence =
    "The harbour council voted on Tuesday to build a second bridge over the lock, after nine years "
    "of talks with the canal trust. ";

// Paragraphs that differ from each other.
std::string Paragraphs(int count, std::string_view name = "p") {
  std::string out;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i + 1);
    out += "<p>" + std::string(name) + number + " " + std::string(kSentence) +
           "Work starts in spring " + number + ", said the chair of committee " + number + ".</p>";
  }
  return out;
}

class ExtractTest : public testing::Test {
 protected:
  const Extraction& Extract(std::string_view html, ExtractOptions options = {},
                            PageHints hints = {}) {
    static_cast<void>(parser_.Parse(html));
    result_ = &extractor_.ExtractHtml(parser_.dom(), options, hints);
    return *result_;
  }
  // The decision about the first block whose text begins so.
  Decision Of(std::string_view text) const {
    for (size_t i = 0; i < result_->decisions.size(); ++i) {
      if (result_->blocks.Text(result_->blocks.blocks[i]).starts_with(text)) {
        return result_->decisions[i];
      }
    }
    ADD_FAILURE() << "no block begins with " << text;
    return {};
  }
  std::string Kept() const {
    std::string out;
    for (size_t i = 0; i < result_->decisions.size(); ++i) {
      if (result_->decisions[i].keep) {
        out += std::string(result_->blocks.Text(result_->blocks.blocks[i])) + "\n";
      }
    }
    return out;
  }

  html::Parser parser_;
  PageExtractor extractor_;
  const Extraction* result_ = nullptr;
};

struct Frame {
  const char* name;
  const char* before;
  const char* after;
};

// The main text stands between `before` and `after`: it must be kept wherever that is.
constexpr Frame kFrames[] = {
    {"bare", "<body>", ""},
    {"in main", "<main>", "</main>"},
    {"in article, in article", "<article><article>", "</article></article>"},
    {"in one form", "<form method=post action=x><div>", "</div></form>"},
    {"in an aside", "<aside>", "</aside>"},
    {"in a layout table", "<table><tr><td>Menu<td>", "</table>"},
    {"in custom elements", "<x-page><x-body>", "</x-body></x-page>"},
    {"hidden until a script ran", "<body style='display:none'>", ""},
    {"in a shadow root", "<div><template shadowrootmode=open>", "</template></div>"},
};

TEST_F(ExtractTest, MainTextIsKeptWhereverItStands) {
  for (const Frame& frame : kFrames) {
    SCOPED_TRACE(frame.name);
    const std::string page = "<!doctype html><title>t</title>" + std::string(frame.before) +
                             "<h1>Second bridge</h1>" + Paragraphs(5) + frame.after;
    Extract(page);
    for (int i = 1; i <= 5; ++i) EXPECT_TRUE(Of("p" + std::to_string(i)).keep);
    EXPECT_GT(result_->confidence, 0.5f);
  }
}

TEST_F(ExtractTest, FurnitureIsDroppedWithItsReason) {
  Extract(
      "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a><li><a href=/s>Sport</a></ul></nav>"
      "<main><article><h1>Second bridge</h1>" +
      Paragraphs(6) +
      "<div class=share-buttons><span>Share this</span></div></article></main>"
      "<aside class=sidebar><h3>Most read</h3><ul><li><a href=/1>Ferry returns to the north</a>"
      "</ul></aside>"
      "<section id=comments><h3>Comments</h3><p>I do not like bridges, said nobody here ever.</p>"
      "<form><button>Post comment</button></form></section>"
      "<div class=cookie-banner><p>We use cookies to improve your visit here.</p></div>"
      "<footer><p>&copy; 2026 Example. All rights reserved.</p></footer>");
  EXPECT_EQ(Of("Home").reason, Reason::kNavigation);
  EXPECT_EQ(Of("Share this").reason, Reason::kShare);
  EXPECT_EQ(Of("I do not like").reason, Reason::kComment);
  EXPECT_EQ(Of("Post comment").reason, Reason::kCommentWidget);
  EXPECT_EQ(Of("We use cookies").reason, Reason::kCookieNotice);
  EXPECT_EQ(Of("\u00A9 2026").reason, Reason::kPageFooter);
  for (const char* text : {"Home", "Share this", "I do not like", "Post comment", "We use cookies",
                           "\u00A9 2026", "Ferry returns", "Most read"}) {
    EXPECT_FALSE(Of(text).keep) << text;
  }
  EXPECT_TRUE(result_->has_comments);
}

TEST_F(ExtractTest, SiblingContainersAreAllTaken) {
  Extract("<div class=part>" + Paragraphs(4, "a") +
          "</div><div class=ad>Advertisement</div>"
          "<div class=part>" +
          Paragraphs(4, "b") + "</div>");
  EXPECT_TRUE(Of("a1").keep);
  EXPECT_TRUE(Of("b4").keep);
  EXPECT_FALSE(Of("Advertisement").keep);
}

TEST_F(ExtractTest, TextComesOutOnce) {
  Extract("<main>" + Paragraphs(4) + Paragraphs(4) + "</main>");
  size_t repeats = 0;
  for (const Decision& d : result_->decisions) repeats += d.reason == Reason::kRepeat;
  EXPECT_EQ(repeats, 4u);
}

TEST_F(ExtractTest, HeadingsGoWithTheirSections) {
  Extract("<main><h2>First part</h2>" + Paragraphs(3, "a") + "<h2>Second part</h2>" +
          Paragraphs(3, "b") + "<h2>Share this page</h2></main>");
  EXPECT_TRUE(Of("First part").keep);
  EXPECT_EQ(Of("First part").reason, Reason::kHeading);
  EXPECT_TRUE(Of("Second part").keep);
  EXPECT_FALSE(Of("Share this page").keep);
}

TEST_F(ExtractTest, CommentsAreContentOnForums) {
  const std::string page =
      "<h1>My pond leaks</h1><div class=comment-list>"
      "<div class=comment>" +
      Paragraphs(2, "a") + "</div><div class=comment>" + Paragraphs(2, "b") + "</div></div>";
  Extract(page, {}, {.url = "https://forum.example.com/t/my-pond-leaks/7"});
  EXPECT_TRUE(Of("a1").keep);
  EXPECT_TRUE(Of("b2").keep);
  Extract("<article>" + Paragraphs(8) + "</article>" + page, {}, {.url = "https://example.com/a"});
  EXPECT_TRUE(Of("p1").keep);
  EXPECT_FALSE(Of("a1").keep);
  EXPECT_EQ(Of("a1").reason, Reason::kComment);
}

TEST_F(ExtractTest, NoscriptCountsWhenThePageHasNoOtherText) {
  const std::string noscript = "<noscript><main>" + Paragraphs(4, "n") + "</main></noscript>";
  Extract("<body><div id=app>Loading</div>" + noscript);
  EXPECT_TRUE(Of("n1").keep);
  EXPECT_EQ(Of("n1").reason, Reason::kNoscript);
  Extract("<main>" + Paragraphs(6) + "</main>" + noscript);
  EXPECT_TRUE(Of("p1").keep);
  EXPECT_FALSE(Of("n1").keep);
  EXPECT_EQ(Of("n1").reason, Reason::kHidden);
}

TEST_F(ExtractTest, AnArticleAboutErrorsOrCookiesIsAnArticle) {
  Extract(
      "<main><h1>How cookies work</h1><p>We use cookies in this article as an example, and this "
      "site uses cookies is the sentence that every reader knows.</p>" +
      Paragraphs(4) +
      "<p>A page that says only \"page not found\" wastes the reader's time, and so does one "
      "that says \"access denied\" without telling why.</p></main>");
  EXPECT_TRUE(Of("We use cookies in this article").keep);
  EXPECT_TRUE(Of("A page that says only").keep);
}

TEST_F(ExtractTest, EmptyPagesHaveNoContent) {
  for (const char* html : {"", "<body></body>", "<nav><a href=/>Home</a></nav>"}) {
    SCOPED_TRACE(html);
    Extract(html);
    EXPECT_LT(result_->confidence, 0.5f);
    for (const Decision& d : result_->decisions) {
      EXPECT_TRUE(!d.keep || d.reason == Reason::kFallback);
    }
  }
}

TEST_F(ExtractTest, TitlesAreFoundByWhatMetadataSays) {
  const std::vector<std::string_view> titles = {"The Second Bridge | Example News"};
  Extract("<h1>Example News</h1><main><h2>The second bridge</h2>" + Paragraphs(3) + "</main>", {},
          {.titles = titles});
  ASSERT_NE(result_->title_block, kNoBlock);
  EXPECT_EQ(result_->blocks.Text(result_->blocks.blocks[result_->title_block]),
            "The second bridge");
  Extract("<h1>One</h1>" + Paragraphs(2));
  ASSERT_NE(result_->title_block, kNoBlock);
  Extract("<h1>One</h1><h1>Two</h1>" + Paragraphs(2));
  EXPECT_EQ(result_->title_block, kNoBlock);
}

TEST_F(ExtractTest, ViewsAreNested) {
  const std::string page = "<nav><a href=/>Home</a></nav><main>" + Paragraphs(5) +
                           "<p>Short one.</p><ul><li><a href=/a>A link</a></ul></main>"
                           "<aside><p>Something else, about as long as a line.</p></aside>";
  const auto kept = [&](View view) {
    ExtractOptions options;
    options.view = view;
    Extract(page, options);
    std::vector<bool> keep;
    for (const Decision& d : result_->decisions) keep.push_back(d.keep);
    return keep;
  };
  const std::vector<bool> precise = kept(View::kPrecision);
  const std::vector<bool> balanced = kept(View::kBalanced);
  const std::vector<bool> recall = kept(View::kRecall);
  for (size_t i = 0; i < precise.size(); ++i) {
    EXPECT_LE(precise[i], balanced[i]) << i;
    EXPECT_LE(balanced[i], recall[i]) << i;
  }
}

TEST_F(ExtractTest, OptionsLeaveOut) {
  const std::string page = "<main>" + Paragraphs(3) + "<table><tr><td>" + std::string(kSentence) +
                           "<td>" + std::string(kSentence) +
                           " Twice.</table></main>"
                           "<div id=comments><p>I do not like bridges, said nobody ever.</p></div>";
  ExtractOptions options;
  options.include_tables = false;
  options.include_comments = false;
  Extract(page, options);
  EXPECT_EQ(Of("The harbour").reason, Reason::kExcludedByOption);
  EXPECT_EQ(Of("I do not like").reason, Reason::kExcludedByOption);
  EXPECT_FALSE(result_->has_comments);
}

TEST_F(ExtractTest, TheSamePageGivesTheSameAfterOthers) {
  const std::string page = "<main>" + Paragraphs(4) + "</main>";
  Extract(page);
  const std::string first = Kept();
  Extract("<ul><li>" + Paragraphs(30, "x"));
  extractor_.ExtractText("A line.\nAnother one.", {});
  Extract(page);
  EXPECT_EQ(Kept(), first);
}

}  // namespace
}  // namespace tamis::extract
