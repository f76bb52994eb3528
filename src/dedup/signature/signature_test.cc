// What is alike after normalising, what a shingle is, every kernel against the first, and the
// statistics of the minima.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/unicode/utf8.h"
#include "dedup/signature/kernels.h"
#include "dedup/signature/minhash.h"
#include "dedup/signature/normalize.h"
#include "dedup/signature/shingles.h"

namespace tamis::dedup {
namespace {

// The normal form with one space between words.
std::string Normal(std::string_view text) {
  std::string raw, words;
  Normalize(text, ActiveSignatureKernels(), raw);
  for (const char c : raw) {
    if (c == ' ' && (words.empty() || words.back() == ' ')) continue;
    words += c;
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

TEST(NormalizeTest, Rules) {
  const struct {
    const char* name;
    std::string text, words;
  } kCases[] = {
      {"nothing", "", ""},
      {"nothing but marks of punctuation", " ,.;\n\t-\xE2\x80\x94!", ""},
      {"case and punctuation", "Hello, WORLD!\n(It's snake_case 42.)",
       "hello world it s snake_case 42"},
      {"numbers stay", "Unit 7 of 12, 3.5 %", "unit 7 of 12 3 5"},
      {"case outside ASCII", "ÉCOLE Straße ΑΒΓ Привет", "école straße αβγ привет"},
      {"a soft hyphen and zero-width characters show nothing", "soft\xC2\xADhy\xE2\x80\x8Bphen",
       "softhyphen"},
      {"Arabic vowel signs and tatweel may be left out", "كِتَابٌ كتـــاب", "كتاب كتاب"},
      {"Hebrew points likewise", "שָׁלוֹם", "שלום"},
      {"full-width ASCII", "ＡＢＣ１２３", "abc123"},
      {"a character of a script without spaces is a word", "我在北京 2024年",
       "我 在 北 京 2024 年"},
      {"Thai with its marks", "ไทย", "ไ ท ย"},
      {"Hindi words keep their vowel signs", "हिन्दी भाषा", "हिन्दी भाषा"},
      {"Korean is spaced", "한국어 문서", "한국어 문서"},
      {"ill-formed UTF-8 parts words",
       "ab\xFF\x80"
       "cd\xE2\x80",
       "ab cd"},
      {"an emoji parts words", "one\xF0\x9F\x98\x80two", "one two"},
      {"a NUL parts words", std::string("a\0b", 3), "a b"},
  };
  for (const auto& test : kCases) EXPECT_EQ(Normal(test.text), test.words) << test.name;
}

TEST(NormalizeTest, ComposedAndDecomposedAreTheSame) {
  const struct {
    const char* name;
    std::u32string composed, decomposed;
  } kCases[] = {
      {"one mark", U"CAFÉ Åse", U"CAFE\u0301 A\u030Ase"},
      {"two marks", U"Việt", U"Vie\u0323\u0302t"},
      {"a mark that stays between", U"\u015B\u0328", U"s\u0328\u0301"},
      {"a mark that nothing joins", U"q\u0301\u0323", U"q\u0301\u0323"},
      {"Greek", U"ᾴ", U"α\u0301\u0345"},
      {"Cyrillic", U"Чайковский", U"Чаи\u0306ковскии\u0306"},
      {"Arabic", U"آداب", U"ا\u0653داب"},
      {"a nukta", U"\u0929", U"\u0928\u093C"},
      {"two parts of a vowel", U"\u0995\u09CB", U"\u0995\u09C7\u09BE"},
      {"kana", U"がぎバパ", U"か\u3099き\u3099ハ\u3099ハ\u309A"},
      {"Hangul", U"한국어", U"\u1112\u1161\u11AB\u1100\u116E\u11A8\u110B\u1165"},
      {"a Turkish capital", U"\u0130zmir", U"I\u0307zmir"},
  };
  for (const auto& test : kCases) {
    std::string composed, decomposed;
    for (const char32_t c : test.composed) AppendUtf8(c, composed);
    for (const char32_t c : test.decomposed) AppendUtf8(c, decomposed);
    EXPECT_EQ(Normal(decomposed), Normal(composed)) << test.name;
  }
  EXPECT_NE(Normal("cafe"), Normal("café"));
  EXPECT_EQ(Normal("\xCC\x81 a"), "\xCC\x81 a") << "a mark with nothing before it";
  std::string many = "e";
  for (int i = 0; i < 1000; ++i) many += "\xCC\xA3\xCC\x81";
  EXPECT_FALSE(Normal(many).empty());
}

std::vector<uint64_t> ShinglesOf(std::string_view text, ShingleOptions options = {}) {
  Shingler shingler(options);
  const auto shingles = shingler.Shingle(text);
  return {shingles.begin(), shingles.end()};
}

TEST(ShinglesTest, Counts) {
  const struct {
    const char* name;
    std::string text;
    ShingleOptions options;
    size_t count;
  } kCases[] = {
      {"nothing", "", {}, 0},
      {"no words", "... !!!", {}, 0},
      {"shorter than a run", "one two", {}, 1},
      {"one run", "one two three four five", {}, 1},
      {"overlapping", "one two three four five six seven", {}, 3},
      {"pairs", "one two three", {ShingleUnit::kWords, 2}, 2},
      {"eight Han characters are a run", "一二三四五六七八", {}, 1},
      {"ten Han characters", "一二三四五六七八九十", {}, 3},
      {"sixteen Thai characters are a run", "กขคงจฉชซญดตถทธนบ", {}, 1},
      {"a run of characters", "ab  cd", {ShingleUnit::kCharacters, 3}, 3},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(ShinglesOf(test.text, test.options).size(), test.count) << test.name;
  }
}

TEST(ShinglesTest, RunsAreTheSameWhereverTheyStand) {
  const auto all = ShinglesOf("Zero, one two three four five six");
  EXPECT_EQ(all[1], ShinglesOf("ONE two: three four five")[0]);
  EXPECT_EQ(all[2], ShinglesOf("two three four\n\nfive six.")[0]);
  EXPECT_NE(all[1], ShinglesOf("two one three four five")[0]) << "the order of words counts";
  EXPECT_NE(ShinglesOf("item 1")[0], ShinglesOf("item 2")[0]) << "numbers count";
  EXPECT_NE(ShinglesOf("ab c")[0], ShinglesOf("a bc")[0]) << "the borders of words count";
  // Words of every length, at every place of a block of 64 bytes.
  for (size_t shift = 0; shift < 70; ++shift) {
    for (size_t length = 1; length < 70; ++length) {
      const std::string word(length, 'x');
      const auto shingles =
          ShinglesOf(std::string(shift, ' ') + word + " y", {ShingleUnit::kWords, 1});
      ASSERT_EQ(shingles.size(), 2u);
      ASSERT_EQ(shingles[0], ShinglesOf(word)[0]) << shift << " " << length;
    }
  }
}

std::string RandomText(std::mt19937& random, size_t size) {
  constexpr const char* kPieces[] = {"a",
                                     "the",
                                     "Word",
                                     " ",
                                     " ",
                                     "  ",
                                     "\n",
                                     "9",
                                     "É",
                                     "中",
                                     "ไ",
                                     "\xFF",
                                     "\xE2\x80",
                                     "،",
                                     "_",
                                     "Z{`@[",
                                     "averyverylongwordindeedlongerthansixteen",
                                     "كِ"};
  std::string text;
  while (text.size() < size) {
    const size_t limit = random() % 3 == 0 ? std::size(kPieces) : 7;
    text += kPieces[random() % limit];
  }
  return text;
}

TEST(KernelsTest, EveryKernelGivesTheSame) {
  std::mt19937 random(7);
  const auto available = AvailableSignatureKernels();
  ASSERT_EQ(available.front().name, "scalar");
  for (int i = 0; i < 400; ++i) {
    const std::string text = RandomText(random, random() % 900);
    // In a block of exact size, so that AddressSanitizer sees a read beyond it.
    const std::vector<char> exact(text.begin(), text.end());
    const std::string_view view(exact.data(), exact.size());
    const Banding banding{.bands = static_cast<uint32_t>(1 + random() % 40),
                          .rows = static_cast<uint32_t>(1 + random() % 9)};
    std::vector<uint64_t> want_shingles;
    std::vector<uint32_t> want_minima;
    for (const SignatureKernels& kernels : available) {
      Shingler shingler({}, kernels);
      const auto shingles = shingler.Shingle(view);
      std::vector<uint32_t> low, minima;
      MinHasher(banding, 1, kernels).Minima(shingles, low, minima);
      if (&kernels == &available.front()) {
        want_shingles.assign(shingles.begin(), shingles.end());
        want_minima = minima;
      }
      ASSERT_TRUE(
          std::equal(shingles.begin(), shingles.end(), want_shingles.begin(), want_shingles.end()))
          << kernels.name << ": " << text;
      ASSERT_EQ(minima, want_minima) << kernels.name;
    }
  }
}

TEST(MinHashTest, TheShareOfEqualMinimaIsTheJaccard) {
  const Banding banding{.bands = 128, .rows = 1};
  const MinHasher hasher(banding);
  std::mt19937_64 random(3);
  for (const double jaccard : {0.2, 0.5, 0.8, 0.95}) {
    constexpr int kPairs = 400;
    double sum = 0, squares = 0;
    for (int pair = 0; pair < kPairs; ++pair) {
      std::vector<uint64_t> a, b;
      const auto common = static_cast<size_t>(std::lround(200 * jaccard));
      for (size_t i = 0; i < common; ++i) a.push_back(random());
      b = a;
      for (size_t i = common; i < 200; ++i) (i % 2 == 0 ? a : b).push_back(random());
      std::vector<uint32_t> low, of_a, of_b;
      hasher.Minima(a, low, of_a);
      hasher.Minima(b, low, of_b);
      double equal = 0;
      for (size_t k = 0; k < 128; ++k) equal += of_a[k] == of_b[k];
      sum += equal / 128;
      squares += (equal / 128 - jaccard) * (equal / 128 - jaccard);
    }
    // The error of independent functions, within what 400 pairs can tell.
    const double deviation = std::sqrt(jaccard * (1 - jaccard) / 128);
    EXPECT_NEAR(sum / kPairs, jaccard, 4 * deviation / std::sqrt(kPairs));
    EXPECT_NEAR(std::sqrt(squares / kPairs), deviation, deviation * 0.2);
  }
}

TEST(MinHashTest, TheDefaultFindsWhatItShould) {
  EXPECT_GE(DetectionProbability({}, 0.8), 0.995);
  EXPECT_NEAR(DetectionProbability({.bands = 14, .rows = 8}, 0.75), 0.772, 0.001);
  EXPECT_EQ(DetectionProbability({}, 0), 0);
  EXPECT_EQ(DetectionProbability({}, 1), 1);
}

TEST(MinHashTest, KeysTellBandsApart) {
  const MinHasher hasher({.bands = 3, .rows = 2});
  uint64_t one[3], two[3];
  hasher.BandKeys(std::vector<uint32_t>{1, 2, 3, 4, 5, 6}, one);
  hasher.BandKeys(std::vector<uint32_t>{1, 2, 4, 3, 5, 6}, two);
  EXPECT_EQ(one[0], two[0]);
  EXPECT_NE(one[1], two[1]) << "the order of rows counts";
  EXPECT_EQ(one[2], two[2]);
}

}  // namespace
}  // namespace tamis::dedup
