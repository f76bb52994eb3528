// Pages to hashes: what counts, what makes two pages the same.

#include "extract/site/page_sketch.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/site/block_hash.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

constexpr std::string_view kLong = "A paragraph of eight words or perhaps some more.";

class PageSketchTest : public testing::Test {
 protected:
  PageSketch Html(const std::string& html) {
    const Status status = parser_.Parse(html, {}).status;
    EXPECT_TRUE(status.ok());
    return sketcher_.SketchHtml(parser_.dom());
  }
  PageSketch Text(const std::string& text) { return sketcher_.SketchText(text); }
  std::string Canonical(const std::string& html) {
    const Status status = parser_.Parse(html, {}).status;
    EXPECT_TRUE(status.ok());
    return std::string(FindCanonical(parser_.dom()));
  }

  html::Parser parser_;
  PageSketcher sketcher_;
};

std::string P(std::string_view text) { return "<p>" + std::string(text) + "</p>"; }

// Stored in tables: another value is another version of docs/formats/site-table.md.
TEST(BlockHashTest, NeverChanges) {
  EXPECT_EQ(HashBlock(""), 0x1EB244682E62CA05u);
  EXPECT_EQ(HashBlock("a"), 0x6D0E3D8705C62FC6u);
  EXPECT_EQ(HashBlock("12345678"), 0x2520B6F18820EF7Bu);
  EXPECT_EQ(HashBlock(kLong), 0x5EBB6E7BFFA0B80Eu);
}

TEST(BlockHashTest, TellsTextsApart) {
  EXPECT_NE(HashBlock("a"), HashBlock(std::string_view("a\0", 2)));
  EXPECT_NE(HashBlock("12345678"), HashBlock("123456780"));
  EXPECT_NE(HashBlock("3 rooms"), HashBlock("4 rooms"));
  EXPECT_NE(CombineHashes(1, 2), CombineHashes(2, 1));
}

TEST(BlockHashTest, DigitsCanBeLeftOut) {
  EXPECT_EQ(HashWithoutDigits("at 9:05 today"), HashWithoutDigits("at 10:17 today"));
  EXPECT_EQ(HashWithoutDigits("123"), HashWithoutDigits(""));
  EXPECT_NE(HashWithoutDigits("at 9:05 today"), HashWithoutDigits("at 9:05 tonight"));
  EXPECT_NE(HashWithoutDigits("abcdefgh"), HashWithoutDigits("abcdefghi"));
}

TEST_F(PageSketchTest, HoldsLongBlocksOnce) {
  const PageSketch sketch = Html(P(kLong) + P("Too short to count") + P(kLong));
  ASSERT_EQ(sketch.blocks.size(), 1u);
  EXPECT_EQ(sketch.blocks[0], HashBlock(kLong));
  EXPECT_NE(sketch.content, 0u);
}

TEST_F(PageSketchTest, WithoutLongBlocksIsEmpty) {
  EXPECT_TRUE(Html("<p>Too short</p>").blocks.empty());
  EXPECT_EQ(Html("").content, 0u);
  EXPECT_EQ(Text("").content, 0u);
}

TEST_F(PageSketchTest, ContentIsTheSetOfBlocksWhateverTheirOrderDigitsAndMarkup) {
  const std::string other = "Another paragraph, which was read 12 times by those who could read.";
  const std::string later = "Another paragraph, which was read 9871 times by those who could read.";
  const PageSketch a = Html(P(kLong) + P(other));
  EXPECT_EQ(Html(P(later) + "<div>" + std::string(kLong) + "</div><nav>Home</nav>").content,
            a.content);
  EXPECT_NE(Html(P(kLong)).content, a.content);
  EXPECT_NE(Html(P(later)).blocks, Html(P(other)).blocks) << "blocks keep their digits";
}

TEST_F(PageSketchTest, TextHasLines) {
  const PageSketch sketch = Text(std::string(kLong) + "\nHome\n" + std::string(kLong) + "\n");
  ASSERT_EQ(sketch.blocks.size(), 1u);
  EXPECT_EQ(sketch.blocks[0], HashBlock(kLong));
}

TEST_F(PageSketchTest, FindsTheCanonicalAddress) {
  EXPECT_EQ(Canonical("<link rel=icon href=/i><link rel=Canonical href=/a><link rel=canonical "
                      "href=/b>"),
            "/a");
  EXPECT_EQ(Canonical("<p>Text</p><link rel=canonical href=/a>"), "") << "in the body it says "
                                                                         "nothing";
  EXPECT_EQ(Canonical("<link rel=canonical>"), "");
  EXPECT_EQ(Canonical(""), "");
}

}  // namespace
}  // namespace tamis::extract
