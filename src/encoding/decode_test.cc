// One row a rule of each decoder of https://encoding.spec.whatwg.org/ that a table lookup does
// not show; tests/encoding/test_decoders.py runs every byte and pair.

#include "encoding/decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tamis::encoding {
namespace {

using std::string_view_literals::operator""sv;

struct Case {
  const char* rule;
  Encoding encoding;
  std::string_view bytes;
  std::string_view utf8;
  size_t replacements;
};

constexpr std::string_view kBad = "\uFFFD";

constexpr Case kCases[] = {
    {"UTF-8: mark dropped", Encoding::kUtf8, "\xEF\xBB\xBFx", "x", 0},
    {"UTF-8: second mark kept", Encoding::kUtf8, "\xEF\xBB\xBF\xEF\xBB\xBF", "\uFEFF", 0},
    {"UTF-8: mark, then errors", Encoding::kUtf8, "\xEF\xBB\xBF\xFF\xFF", "\uFFFD\uFFFD", 2},
    {"UTF-8: the maximal part is one error", Encoding::kUtf8,
     "\xF0\x9F\x98"
     "a",
     "\uFFFDa", 1},
    {"UTF-8: U+FFFD itself is no error", Encoding::kUtf8, "\xEF\xBF\xBD\xFF", "\uFFFD\uFFFD", 1},
    {"windows-1252: euro", Encoding::kWindows1252, "\x80 5", "\u20AC 5", 0},
    {"windows-1252: unassigned is C1", Encoding::kWindows1252, "\x81", "\u0081", 0},
    {"windows-1252: o umlaut of a Latin-1 page", Encoding::kWindows1252, "sch\xF6n", "sch\u00F6n",
     0},
    {"windows-1253: unassigned is an error", Encoding::kWindows1253, "\xAA.", "\uFFFD.", 1},
    {"ISO-8859-8-I as ISO-8859-8", Encoding::kIso8859_8_I, "\xE0", "\u05D0", 0},
    {"KOI8-U", Encoding::kKoi8U, "\xF0\xD2\xC9", "\u041F\u0440\u0438", 0},
    {"x-user-defined", Encoding::kXUserDefined, "a\x80\xFF", "a\uF780\uF7FF", 0},
    {"replacement: one error", Encoding::kReplacement, "abc", kBad, 1},
    {"replacement: empty stays empty", Encoding::kReplacement, "", "", 0},
    {"UTF-16LE", Encoding::kUtf16le, "\xFF\xFEh\0\x3D\xD8\0\xDE"sv, "h\U0001F600", 0},
    {"UTF-16BE: other mark is text", Encoding::kUtf16be, "\xFF\xFE", "\uFFFE", 0},
    {"UTF-16BE: odd byte", Encoding::kUtf16be, "\0h\0"sv, "h\uFFFD", 1},
    {"UTF-16BE: lone lead, restored unit", Encoding::kUtf16be, "\xD8\0\0h"sv, "\uFFFDh", 1},
    {"UTF-16BE: lone trail", Encoding::kUtf16be, "\xDC\0\0h"sv, "\uFFFDh", 1},
    {"UTF-16LE: lead and odd byte at the end", Encoding::kUtf16le, "\0\xD8\x41"sv, kBad, 1},
    {"GBK: euro", Encoding::kGbk, "\x80", "\u20AC", 0},
    {"GBK", Encoding::kGbk, "\xD6\xD0\xCE\xC4", "\u4E2D\u6587", 0},
    {"gb18030: four bytes, first", Encoding::kGb18030, "\x81\x30\x81\x30", "\u0080", 0},
    {"gb18030: pointer 7457", Encoding::kGb18030, "\x81\x35\xF4\x37", "\uE7C7", 0},
    {"gb18030: beyond the BMP", Encoding::kGb18030, "\x90\x30\x81\x30", "\U00010000", 0},
    {"gb18030: last", Encoding::kGb18030, "\xE3\x32\x9A\x35", "\U0010FFFF", 0},
    {"gb18030: beyond the last", Encoding::kGb18030, "\xE3\x32\x9A\x36", kBad, 1},
    {"gb18030: hole between the ranges", Encoding::kGb18030, "\x84\x31\xA5\x30", kBad, 1},
    {"gb18030: fourth restored", Encoding::kGb18030, "\x81\x30\x81z", "\uFFFD0\u4E83", 1},
    {"gb18030: third restored", Encoding::kGb18030, "\x81\x30z", "\uFFFD0z", 1},
    {"gb18030: cut off is one error", Encoding::kGb18030, "\x81\x30\x81", kBad, 1},
    {"gb18030: FF", Encoding::kGb18030, "\xFFz", "\uFFFDz", 1},
    {"gb18030: bad trail swallowed", Encoding::kGb18030, "\x81\xFFz", "\uFFFDz", 1},
    {"gb18030: ASCII trail restored", Encoding::kGb18030, "\x81 z", "\uFFFD z", 1},
    {"Big5", Encoding::kBig5, "\xA4\xA4\xA4\xE5", "\u4E2D\u6587", 0},
    {"Big5: two code points", Encoding::kBig5, "\x88\x62\x88\xA5", "\u00CA\u0304\u00EA\u030C", 0},
    {"Big5: plane 2", Encoding::kBig5, "\x87\x45", "\U00027267", 0},
    {"Big5: ASCII trail restored", Encoding::kBig5, "\x81\x40", "\uFFFD@", 1},
    {"Big5: lead at the end", Encoding::kBig5, "\xA4", kBad, 1},
    {"EUC-JP: half-width", Encoding::kEucJp, "\x8E\xB1", "\uFF71", 0},
    {"EUC-JP: JIS X 0212", Encoding::kEucJp, "\x8F\xB0\xA1", "\u4E02", 0},
    {"EUC-JP: 0212 ends with its pair", Encoding::kEucJp, "\x8F\xB0z\xA4\xA2", "\uFFFDz\u3042", 1},
    {"EUC-JP: no lead", Encoding::kEucJp, "\x80z", "\uFFFDz", 1},
    {"Shift_JIS", Encoding::kShiftJis, "\x82\xA0\xB1\x80", "\u3042\uFF71\u0080", 0},
    {"Shift_JIS: private use", Encoding::kShiftJis, "\xF0\x40", "\uE000", 0},
    {"Shift_JIS: trail that is ASCII", Encoding::kShiftJis, "\x95\x5C", "\u8868", 0},
    {"Shift_JIS: ASCII restored", Encoding::kShiftJis, "\x81\x22", "\uFFFD\"", 1},
    {"EUC-KR: extended syllable", Encoding::kEucKr, "\x81\x41", "\uAC02", 0},
    {"EUC-KR: hole", Encoding::kEucKr, "\xFE\xFEz", "\uFFFDz", 1},
    {"ISO-2022-JP", Encoding::kIso2022Jp, "\x1B$B$\"\x1B(Ba",
     "\u3042"
     "a",
     0},
    {"ISO-2022-JP: Roman", Encoding::kIso2022Jp, "\x1B(J\\~a",
     "\u00A5\u203E"
     "a",
     0},
    {"ISO-2022-JP: katakana", Encoding::kIso2022Jp, "\x1B(I1", "\uFF71", 0},
    {"ISO-2022-JP: empty escape hides nothing", Encoding::kIso2022Jp, "\x1B(B\x1B(Bx", "\uFFFDx",
     1},
    {"ISO-2022-JP: unknown escape restored", Encoding::kIso2022Jp, "\x1B$Az", "\uFFFD$Az", 1},
    {"ISO-2022-JP: escape in a pair", Encoding::kIso2022Jp, "\x1B$B$\x1B(Ba", "\uFFFDa", 1},
    {"ISO-2022-JP: shift codes", Encoding::kIso2022Jp, "\x0E\x0F\x80", "\uFFFD\uFFFD\uFFFD", 3},
};

class DecodeTest : public testing::TestWithParam<Case> {};

TEST_P(DecodeTest, MatchesSpec) {
  const Case& c = GetParam();
  SCOPED_TRACE(c.rule);
  std::string buffer = "left over from the last page";
  size_t replacements = 100;
  EXPECT_EQ(Decode(c.bytes, c.encoding, buffer, replacements), c.utf8);
  EXPECT_EQ(replacements, 100 + c.replacements);
}

INSTANTIATE_TEST_SUITE_P(Encoding, DecodeTest, testing::ValuesIn(kCases));

TEST(Decode, ValidUtf8IsNotCopied) {
  const std::string_view bytes = "\xEF\xBB\xBFgr\u00FC\u00DF";
  std::string buffer = "untouched";
  size_t replacements = 0;
  EXPECT_EQ(Decode(bytes, Encoding::kUtf8, buffer, replacements).data(), bytes.data() + 3);
  EXPECT_EQ(buffer, "untouched");
}

TEST(Decode, AsciiIsNotCopied) {
  const std::string_view bytes = "<p>plain</p>";
  for (Encoding encoding : {Encoding::kWindows1251, Encoding::kShiftJis, Encoding::kGbk}) {
    std::string buffer;
    size_t replacements = 0;
    EXPECT_EQ(Decode(bytes, encoding, buffer, replacements).data(), bytes.data());
  }
}

// The writer grows in steps; lengths around each step, worst case of three bytes a byte.
TEST(Decode, GrowsToThreeBytesAByte) {
  for (size_t n : {0u, 1u, 63u, 64u, 1023u, 1024u, 1025u, 5000u}) {
    const std::string bytes(n, '\x80');
    for (Encoding encoding : {Encoding::kWindows1252, Encoding::kXUserDefined, Encoding::kGbk}) {
      std::string buffer;
      size_t replacements = 0;
      EXPECT_EQ(Decode(bytes, encoding, buffer, replacements).size(), 3 * n);
    }
  }
}

}  // namespace
}  // namespace tamis::encoding
