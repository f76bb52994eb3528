// How flattened text is cut into paragraphs: a row a way of breaking lines.

#include "extract/flat/paragraphs.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::extract {
namespace {

std::string Cut(std::string_view source) {
  ParagraphCutter cutter;
  FlatText text;
  cutter.Cut(source, text);
  std::string out;
  for (const FlatParagraph& p : text.paragraphs) {
    if (p.after_blank) out += "_ ";
    if (p.links > 0) out += std::to_string(p.links) + "L ";
    out += std::string(text.Text(p)) + "\n";
    EXPECT_LE(p.source_begin, p.source_end);
    EXPECT_LE(p.source_end, source.size());
  }
  return out;
}

struct Case {
  const char* rule;
  const char* source;
  const char* paragraphs;
};

// Wrapped at 72 columns: a line ends where the next word would not fit.
constexpr char kWrapped[] =
    "The harbour council voted on Tuesday to build a second bridge over the\n"
    "lock, after nine years of talks with the canal trust, and it will be\n"
    "paid for by the toll that ships have paid since the war of independence\n"
    "ended there.\n"
    "Opponents had asked for a ferry instead, arguing that it would cost no\n"
    "more than a third as much and could be moved elsewhere when the docks\n"
    "are closed, which most of them expect to happen within the next twenty\n"
    "years.\n"
    "* first of two items that are short\n"
    "* second item\n";

const Case kCases[] = {
    {"nothing", "", ""},
    {"white space only", " \n\t\n\r\n", ""},
    {"a paragraph a line", "One.\nTwo.\n", "One.\nTwo.\n"},
    {"all line breaks", "a\nb\r\nc\rd\fe\u2028f", "a\nb\nc\nd\ne\nf\n"},
    {"blank lines are noted", "a\n\nb", "a\n_ b\n"},
    {"white space is trimmed and collapsed", "  a \t b  \n", "a b\n"},
    {"a byte order mark is no text", "\uFEFFa", "a\n"},
    {"wrapped lines are joined", kWrapped,
     "The harbour council voted on Tuesday to build a second bridge over the lock, after nine "
     "years "
     "of talks with the canal trust, and it will be paid for by the toll that ships have paid "
     "since "
     "the war of independence ended there.\n"
     "Opponents had asked for a ferry instead, arguing that it would cost no more than a third as "
     "much and could be moved elsewhere when the docks are closed, which most of them expect to "
     "happen within the next twenty years.\n"
     "* first of two items that are short\n* second item\n"},
    {"a poem is not wrapped",
     "Tell me not, in mournful numbers,\nLife is but an empty dream!\nFor the soul is dead that "
     "slumbers,\nAnd things are not what they seem.\n",
     "Tell me not, in mournful numbers,\nLife is but an empty dream!\nFor the soul is dead that "
     "slumbers,\nAnd things are not what they seem.\n"},
    {"link marks of a text browser", "[1]Home [2]News [3]Sport\n[4]Weather and [5]more\n",
     "3L Home News Sport\n2L Weather and more\n"},
    {"footnotes are none", "As shown [1]. See [2], [3] and [4]. Also [5].\n",
     "As shown [1]. See [2], [3] and [4]. Also [5].\n"},
};

TEST(ParagraphCutterTest, FindsHowLinesWereBroken) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(Cut(c.source), c.paragraphs);
  }
}

TEST(ParagraphCutterTest, CutsOneGiantLineIntoSentences) {
  std::string source;
  for (int i = 0; i < 30; ++i) {
    source +=
        "Mr. Roe of the U.S. office said it would rain for " + std::to_string(i) + ".5 days. ";
  }
  ParagraphCutter cutter;
  FlatText text;
  cutter.Cut(source, text);
  ASSERT_EQ(text.paragraphs.size(), 30u);
  EXPECT_EQ(text.Text(text.paragraphs[7]),
            "Mr. Roe of the U.S. office said it would rain for 7.5 days.");
  EXPECT_FALSE(text.paragraphs[0].continues);
  EXPECT_TRUE(text.paragraphs[7].continues);
}

TEST(ParagraphCutterTest, IdeographicSentencesNeedNoSpace) {
  std::string source;
  for (int i = 0; i < 60; ++i)
    source += "\u4ECA\u5929\u4E0B\u96E8\uFF0C\u5927\u5BB6\u90FD\u7559\u5728\u5BB6\u91CC\u3002";
  ParagraphCutter cutter;
  FlatText text;
  cutter.Cut(source, text);
  EXPECT_EQ(text.paragraphs.size(), 60u);
}

}  // namespace
}  // namespace tamis::extract
