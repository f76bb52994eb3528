// Conformance: UTF-8 decoder, https://encoding.spec.whatwg.org/#utf-8-decoder
// Every rule as a row; then every sequence of up to four bytes of interest, at every place
// around a block border, against a decoder written straight from the standard's text.

#include "base/unicode/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tamis {
namespace {

// The standard's decoder, one byte at a time, with its names.
std::u32string ReferenceDecode(std::string_view bytes) {
  std::u32string out;
  uint32_t code_point = 0;
  int bytes_seen = 0, bytes_needed = 0;
  uint32_t lower = 0x80, upper = 0xBF;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint32_t byte = static_cast<uint8_t>(bytes[i]);
    if (bytes_needed == 0) {
      if (byte <= 0x7F) {
        out.push_back(byte);
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        bytes_needed = 1;
        code_point = byte & 0x1F;
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        if (byte == 0xE0) lower = 0xA0;
        if (byte == 0xED) upper = 0x9F;
        bytes_needed = 2;
        code_point = byte & 0xF;
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        if (byte == 0xF0) lower = 0x90;
        if (byte == 0xF4) upper = 0x8F;
        bytes_needed = 3;
        code_point = byte & 0x7;
      } else {
        out.push_back(kReplacementCharacter);
      }
      continue;
    }
    if (byte < lower || byte > upper) {
      bytes_needed = bytes_seen = 0;
      lower = 0x80;
      upper = 0xBF;
      out.push_back(kReplacementCharacter);
      --i;  // "restore byte"
      continue;
    }
    lower = 0x80;
    upper = 0xBF;
    code_point = (code_point << 6) | (byte & 0x3F);
    if (++bytes_seen != bytes_needed) continue;
    out.push_back(code_point);
    bytes_needed = bytes_seen = 0;
  }
  if (bytes_needed != 0) out.push_back(kReplacementCharacter);
  return out;
}

std::string Encode(const std::u32string& code_points) {
  std::string out;
  for (char32_t c : code_points) AppendUtf8(c, out);
  return out;
}

std::u32string DecodeAll(std::string_view text) {
  std::u32string out;
  for (size_t i = 0; i < text.size();) out.push_back(DecodeUtf8(text, i));
  return out;
}

struct Case {
  const char* rule;
  std::string_view bytes;
  size_t valid;
  std::u32string_view decoded;
};

constexpr Case kCases[] = {
    {"empty", "", 0, U""},
    {"ASCII", "abc", 3, U"abc"},
    {"NUL is a character", std::string_view("a\0b", 3), 3, std::u32string_view(U"a\0b", 3)},
    {"two bytes, first", "\xC2\x80", 2, U"\u0080"},
    {"two bytes, last", "\xDF\xBF", 2, U"\u07FF"},
    {"three bytes, first", "\xE0\xA0\x80", 3, U"\u0800"},
    {"before surrogates", "\xED\x9F\xBF", 3, U"\uD7FF"},
    {"after surrogates", "\xEE\x80\x80", 3, U"\uE000"},
    {"noncharacter", "\xEF\xBF\xBF", 3, U"\uFFFF"},
    {"four bytes, first", "\xF0\x90\x80\x80", 4, U"\U00010000"},
    {"four bytes, last", "\xF4\x8F\xBF\xBF", 4, U"\U0010FFFF"},
    {"overlong, two bytes", "\xC0\x80", 0, U"\uFFFD\uFFFD"},
    {"overlong, three bytes", "\xE0\x9F\xBF", 0, U"\uFFFD\uFFFD\uFFFD"},
    {"overlong, four bytes", "\xF0\x8F\xBF\xBF", 0, U"\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"surrogate", "\xED\xA0\x80", 0, U"\uFFFD\uFFFD\uFFFD"},
    {"beyond U+10FFFF", "\xF4\x90\x80\x80", 0, U"\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"lead that leads nothing", "\xF5\x80", 0, U"\uFFFD\uFFFD"},
    {"continuation alone", "a\x80z", 1, U"a\uFFFDz"},
    {"cut after one of three", "a\xE2", 1, U"a\uFFFD"},
    {"cut after two of three: one", "\xE2\x82", 0, U"\uFFFD"},
    {"cut after three of four: one", "\xF0\x9F\x98", 0, U"\uFFFD"},
    {"interrupted by a lead", "\xE2\x82\xC3\xA9", 0, U"\uFFFD\u00E9"},
    {"interrupted by ASCII",
     "\xF0\x9F"
     "a",
     0, U"\uFFFDa"},
};

class Utf8Test : public testing::TestWithParam<Case> {};

TEST_P(Utf8Test, MatchesSpec) {
  const Case& c = GetParam();
  SCOPED_TRACE(c.rule);
  EXPECT_EQ(ValidUtf8Prefix(c.bytes), c.valid);
  EXPECT_TRUE(DecodeAll(c.bytes) == c.decoded);
  std::string lossy = "<";
  AppendUtf8Lossy(c.bytes, lossy);
  EXPECT_EQ(lossy, "<" + Encode(std::u32string(c.decoded)));
}

INSTANTIATE_TEST_SUITE_P(Encoding, Utf8Test, testing::ValuesIn(kCases));

TEST(Utf8, AppendRefusesWhatIsNoScalarValue) {
  EXPECT_EQ(Encode({0xD7FF, 0xE000, 0x10FFFF}), "\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF");
  EXPECT_EQ(Encode({0xD800}), "\xEF\xBF\xBD");
  EXPECT_EQ(Encode({0xDFFF}), "\xEF\xBF\xBD");
  EXPECT_EQ(Encode({0x110000}), "\xEF\xBF\xBD");
}

// Bytes at both edges of every range of the decoder.
constexpr uint8_t kEdges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                              0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                              0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};

TEST(Utf8, AgreesWithTheStandardOnEveryEdgeSequence) {
  for (uint8_t a : kEdges) {
    for (uint8_t b : kEdges) {
      for (uint8_t c : kEdges) {
        for (uint8_t d : kEdges) {
          const std::string bytes = {static_cast<char>(a), static_cast<char>(b),
                                     static_cast<char>(c), static_cast<char>(d)};
          const std::u32string want = ReferenceDecode(bytes);
          ASSERT_TRUE(DecodeAll(bytes) == want) << testing::PrintToString(bytes);
        }
      }
    }
  }
}

TEST(Utf8, BlocksAgreeWithTheStandardAtEveryOffset) {
  constexpr std::string_view kFill[] = {"a", "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80"};
  constexpr std::string_view kBad[] = {"",     "\x80",     "\xC3",         "\xE4\xB8",
                                       "\xFF", "\xED\xA0", "\xF0\x9F\x98", "\xF4\x90"};
  for (std::string_view fill : kFill) {
    for (std::string_view bad : kBad) {
      for (size_t before = 0; before < 70; ++before) {
        for (size_t after : {0, 1, 40}) {
          std::string bytes(before % 5, 'x');
          for (size_t n = 0; n < before; ++n) bytes += fill;
          const size_t valid = bytes.size();
          bytes += bad;
          for (size_t n = 0; n < after; ++n) bytes += fill;
          ASSERT_EQ(ValidUtf8Prefix(bytes), bad.empty() ? bytes.size() : valid);
          std::string lossy;
          AppendUtf8Lossy(bytes, lossy);
          ASSERT_EQ(lossy, Encode(ReferenceDecode(bytes)));
        }
      }
    }
  }
}

// Long stretches of ASCII are passed over four blocks at once.
TEST(Utf8, OneSequenceInAsciiAgreesWithTheStandardAtEveryOffset) {
  constexpr std::string_view kSequences[] = {
      "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "\x80",
      "\xC3",     "\xF0\x9F\x98", "\xED\xA0\x80",     "\xE4\xB8\xAD\xE4\xB8\xAD\xBF"};
  for (std::string_view sequence : kSequences) {
    const size_t good = ValidUtf8Prefix(sequence);
    for (size_t before = 0; before < 600; ++before) {
      for (size_t after : {0, 1, 63, 300}) {
        const std::string bytes =
            std::string(before, 'a').append(sequence).append(std::string(after, 'b'));
        ASSERT_EQ(ValidUtf8Prefix(bytes), good == sequence.size() ? bytes.size() : before + good)
            << before;
      }
    }
  }
}

}  // namespace
}  // namespace tamis
