#include "extract/blocks/text_measure.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "base/unicode/unicode.h"
#include "text/words.h"

namespace tamis::extract {
namespace {

struct Case {
  const char* rule;
  const char* text;
  uint32_t words;
  uint32_t sentences;
  uint32_t commas;
  bool ends;
};

constexpr Case kCases[] = {
    {"empty", "", 0, 0, 0, false},
    {"a title", "Harbour council agrees", 3, 0, 0, false},
    {"a sentence", "It rained.", 2, 1, 0, true},
    {"two sentences", "It rained. We stayed, of course.", 6, 2, 1, true},
    {"a stop inside a word ends nothing", "version 2.5 of example.com", 6, 0, 0, false},
    {"a stop inside quotes", "\"It rained.\" So what", 4, 1, 0, false},
    {"quotes may close the end", "He said \u201Cno.\u201D", 3, 1, 0, true},
    {"a colon ends a clause", "You need:", 2, 0, 0, true},
    {"an ellipsis too", "And then\u2026", 2, 0, 0, true},
    {"question and exclamation", "Why? Because!", 2, 2, 0, true},
    {"Chinese", "\u4E0B\u96E8\u4E86\uFF0C\u6211\u4EEC\u7559\u4E0B\u3002", 4, 1, 1, true},
    {"full-width stops need no space", "\u662F\u3002\u4E0D\u3002", 2, 2, 0, true},
    {"Hindi", "\u092F\u0939 \u0939\u0948\u0964", 2, 1, 0, true},
    {"Arabic comma and question mark", "\u0646\u0639\u0645\u060C \u0644\u0627\u061F", 2, 1, 1,
     true},
};

class TextMeasureTest : public testing::TestWithParam<Case> {};

TEST_P(TextMeasureTest, Measures) {
  const Case& c = GetParam();
  SCOPED_TRACE(c.rule);
  const TextMeasure m = MeasureText(c.text);
  EXPECT_EQ(m.words, c.words);
  EXPECT_EQ(m.sentences, c.sentences);
  EXPECT_EQ(m.commas, c.commas);
  EXPECT_EQ(m.ends_sentence, c.ends);
  EXPECT_EQ(m.words, text::CountWords(c.text)) << "two counts of one thing";
}

INSTANTIATE_TEST_SUITE_P(Rules, TextMeasureTest, testing::ValuesIn(kCases));

TEST(TextMeasureTest, CountsCharacters) {
  const TextMeasure m = MeasureText("Abc DEF 12 \u00C4\u00F6");
  EXPECT_EQ(m.characters, 10u);
  EXPECT_EQ(m.letters, 8u);
  EXPECT_EQ(m.upper, 5u);
  EXPECT_EQ(m.digits, 2u);
}

TEST(TextMeasureTest, FindsPricesAndCopyright) {
  EXPECT_TRUE(MeasureText("only $5").has_price);
  EXPECT_TRUE(MeasureText("5,00 \u20AC").has_price);
  EXPECT_FALSE(MeasureText("the $ sign and 5").has_price);
  EXPECT_TRUE(MeasureText("\u00A9 2026 Example").has_copyright);
  EXPECT_FALSE(MeasureText("(c) 2026").has_copyright);
}

// One character at a time, of ASCII and a few others.
TextMeasure MeasureByLoop(std::string_view text) {
  TextMeasure m;
  bool in_word = false;
  bool stopped = false;
  char beside = ' ';  // the last character that is no white space
  char tail = ' ';    // that is no closing quote either
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    const bool quote = c == '"' || c == '\'' || c == ')' || c == ']';
    const bool word = letter || digit || c == '_';
    m.words += word && !in_word;
    in_word = word;
    m.letters += letter;
    m.upper += upper;
    m.digits += digit;
    m.characters += !space;
    m.commas = static_cast<uint16_t>(m.commas + (c == ',' || c == ';'));
    m.sentences = static_cast<uint16_t>(m.sentences + (stopped && (space || quote)));
    stopped = c == '.' || c == '!' || c == '?';
    if (space) continue;
    const bool beside_digit = beside >= '0' && beside <= '9';
    m.has_price |= (digit && beside == '$') || (c == '$' && beside_digit);
    beside = c;
    if (!quote) tail = c;
  }
  m.sentences = static_cast<uint16_t>(m.sentences + stopped);
  m.ends_sentence = std::string_view(".!?:;").find(tail) != std::string_view::npos;
  return m;
}

TEST(TextMeasureTest, SixtyFourAtATimeIsAsOneByOne) {
  constexpr std::string_view kCharacters = "abcXYZ019__  \t\n..!?,;:\"')]$-\x01\xFF";
  std::mt19937 random(20261123);
  for (int round = 0; round < 20000; ++round) {
    const size_t size = random() % 200;
    const bool plain = random() % 4 != 0;  // without a '$' no chunk is read one by one
    const bool ascii = random() % 2 != 0;  // a short text is read in one step
    // Of its own size, so that AddressSanitizer sees a read beyond it.
    const auto text = std::make_unique<char[]>(size);
    for (size_t i = 0; i < size; ++i) {
      const char c = kCharacters[random() % kCharacters.size()];
      text[i] = (plain && c == '$') || (ascii && c == '\xFF') ? 'e' : c;
    }
    const std::string_view view(text.get(), size);
    const TextMeasure wanted = MeasureByLoop(view);
    const std::string page = std::string(view) + std::string(random() % 80, 'x');
    const bool in_page = random() % 2 != 0;
    const TextMeasure got =
        in_page ? MeasureText(std::string_view(page).substr(0, size), simd::Readable(page))
                : MeasureText(view);
    ASSERT_EQ(got.words, wanted.words) << view;
    ASSERT_EQ(got.characters, wanted.characters) << view;
    ASSERT_EQ(got.letters, wanted.letters) << view;
    ASSERT_EQ(got.upper, wanted.upper) << view;
    ASSERT_EQ(got.digits, wanted.digits) << view;
    ASSERT_EQ(got.sentences, wanted.sentences) << view;
    ASSERT_EQ(got.commas, wanted.commas) << view;
    ASSERT_EQ(got.ends_sentence, wanted.ends_sentence) << view;
    ASSERT_EQ(got.has_price, wanted.has_price) << view;
  }
}

// Every character of two bytes, by the class that Unicode gives it.
TEST(TextMeasureTest, TwoBytes) {
  for (char32_t c = 0x80; c < 0x800; ++c) {
    const std::string text = {static_cast<char>(0xC0 | c >> 6),
                              static_cast<char>(0x80 | (c & 0x3F))};
    SCOPED_TRACE(static_cast<uint32_t>(c));
    const TextMeasure m = MeasureText(text);
    const uint16_t flags = unicode::FlagsOf(c);
    EXPECT_EQ(m.letters, (flags & unicode::kLetter) != 0 ? 1u : 0u);
    EXPECT_EQ(m.upper, (flags & unicode::kUpper) != 0 ? 1u : 0u);
    EXPECT_EQ(m.digits, (flags & unicode::kDigit) != 0 ? 1u : 0u);
    EXPECT_EQ(m.characters, (flags & unicode::kSpace) != 0 || c == 0xAD ? 0u : 1u);
    EXPECT_EQ(m.has_copyright, c == 0xA9);
  }
  // Cut, or followed by what does not belong to it.
  EXPECT_EQ(MeasureText("a\xC3").letters, 1u);
  EXPECT_EQ(MeasureText("\xC3z").letters, 1u);
}

}  // namespace
}  // namespace tamis::extract
