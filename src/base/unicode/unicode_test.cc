#include "base/unicode/unicode.h"

#include <gtest/gtest.h>

namespace tamis::unicode {
namespace {

struct Case {
  const char* what;
  char32_t c;
  int flags;
  char32_t lower;
};

constexpr int kAlpha = kLetter | kWord;

constexpr Case kCases[] = {
    {"NUL", 0, 0, 0},
    {"tab", '\t', kSpace, '\t'},
    {"last before space", 0x1F, 0, 0x1F},
    {"space", ' ', kSpace, ' '},
    {"ASCII upper", 'Q', kAlpha | kUpper, 'q'},
    {"ASCII lower", 'q', kAlpha | kLower, 'q'},
    {"ASCII digit", '7', kDigit | kNumber | kWord, '7'},
    {"underscore", '_', kPunctuation | kWord, '_'},
    {"punctuation", '!', kPunctuation, '!'},
    {"symbol", '+', kSymbol, '+'},
    {"no-break space", 0xA0, kSpace, 0xA0},
    {"line separator", 0x2028, kSpace, 0x2028},
    {"ideographic space", 0x3000, kSpace, 0x3000},
    {"zero width space is none", 0x200B, 0, 0x200B},
    {"vulgar fraction", 0xBD, kNumber | kWord, 0xBD},
    {"Latin-1 upper", 0xC9, kAlpha | kUpper, 0xE9},
    {"sharp s stays", 0xDF, kAlpha | kLower, 0xDF},
    {"dotted capital I", 0x130, kAlpha | kUpper, 'i'},
    {"title case", 0x1C5, kAlpha, 0x1C6},
    {"Greek sigma", 0x3A3, kAlpha | kUpper, 0x3C3},
    {"Cyrillic upper", 0x416, kAlpha | kUpper, 0x436},
    {"Kelvin sign", 0x212A, kAlpha | kUpper, 'k'},
    {"capital sharp s", 0x1E9E, kAlpha | kUpper, 0xDF},
    {"Cherokee, far below", 0xAB70, kAlpha | kLower, 0xAB70},
    {"Deseret, beyond the BMP", 0x10400, kAlpha | kUpper, 0x10428},
    {"combining acute", 0x301, kMark, 0x301},
    {"Arabic letter", 0x628, kAlpha, 0x628},
    {"Arabic-Indic digit", 0x665, kDigit | kNumber | kWord, 0x665},
    {"Devanagari vowel sign", 0x93F, kMark, 0x93F},
    {"Han", 0x4E2D, kAlpha | kUnspaced, 0x4E2D},
    {"Han, extension B", 0x20000, kAlpha | kUnspaced, 0x20000},
    {"Han zero", 0x3007, kNumber | kWord | kUnspaced, 0x3007},
    {"hiragana", 0x3042, kAlpha | kUnspaced, 0x3042},
    {"prolonged sound mark", 0x30FC, kAlpha | kUnspaced, 0x30FC},
    {"half-width katakana", 0xFF71, kAlpha | kUnspaced, 0xFF71},
    {"Thai letter", 0xE01, kAlpha | kUnspaced, 0xE01},
    {"Thai vowel sign", 0xE34, kMark | kUnspaced, 0xE34},
    {"Thai digit", 0xE51, kDigit | kNumber | kWord, 0xE51},
    {"Khmer letter", 0x1780, kAlpha | kUnspaced, 0x1780},
    {"Hangul is spaced", 0xD55C, kAlpha, 0xD55C},
    {"ideographic full stop", 0x3002, kPunctuation, 0x3002},
    {"typographic quote", 0x201C, kPunctuation, 0x201C},
    {"euro", 0x20AC, kSymbol, 0x20AC},
    {"emoji", 0x1F600, kSymbol, 0x1F600},
    {"surrogate", 0xD800, 0, 0xD800},
    {"private use", 0xE000, 0, 0xE000},
    {"last code point", 0x10FFFF, 0, 0x10FFFF},
    {"beyond Unicode", 0x110000, 0, 0x110000},
    {"largest value", 0xFFFFFFFF, 0, 0xFFFFFFFF},
};

class UnicodeTest : public testing::TestWithParam<Case> {};

TEST_P(UnicodeTest, Properties) {
  const Case& c = GetParam();
  SCOPED_TRACE(c.what);
  EXPECT_EQ(FlagsOf(c.c), c.flags);
  EXPECT_EQ(static_cast<uint32_t>(ToLower(c.c)), static_cast<uint32_t>(c.lower));
  EXPECT_EQ(IsLetter(c.c), (c.flags & kLetter) != 0);
  EXPECT_EQ(IsMark(c.c), (c.flags & kMark) != 0);
  EXPECT_EQ(IsDigit(c.c), (c.flags & kDigit) != 0);
  EXPECT_EQ(IsPunctuation(c.c), (c.flags & kPunctuation) != 0);
  EXPECT_EQ(IsSymbol(c.c), (c.flags & kSymbol) != 0);
  EXPECT_EQ(IsWhitespace(c.c), (c.flags & kSpace) != 0);
  EXPECT_EQ(IsUpper(c.c), (c.flags & kUpper) != 0);
  EXPECT_EQ(IsLower(c.c), (c.flags & kLower) != 0);
  EXPECT_EQ(IsWordCharacter(c.c), (c.flags & kWord) != 0);
  EXPECT_EQ(IsUnspacedScript(c.c), (c.flags & kUnspaced) != 0);
}

INSTANTIATE_TEST_SUITE_P(Unicode, UnicodeTest, testing::ValuesIn(kCases));

TEST(Unicode, LowerCaseIsStable) {
  for (char32_t c = 0; c < 0x110000; ++c)
    ASSERT_TRUE(ToLower(ToLower(c)) == ToLower(c)) << static_cast<uint32_t>(c);
}

}  // namespace
}  // namespace tamis::unicode
