#include "text/signals/signals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "text/signals/common_words.h"
#include "text/signals/phrases.h"
#include "text/signals/thresholds.h"
#include "text/signals/word_splitter.h"

namespace tamis::text {
namespace {

QualitySignals Signals(std::string_view text, std::string_view language = "en") {
  SignalReader reader;
  return reader.Read(text, language);
}

std::string Repeat(std::string_view unit, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text.append(unit);
  return text;
}

// Counted by hand; each as DataTrove counts it.
TEST(Signals, CountsOfAShortText) {
  const QualitySignals s = Signals(
      "The bridge, built in 1902, is closed.\n"
      "\n"
      "- See the plan #1 ...\n"
      "- See the plan #1 ...\n"
      "Ünder the river…");
  EXPECT_EQ(s.characters, 99u);
  EXPECT_EQ(s.lines, 4u);
  // The bridge , built in 1902 , is closed . | - See the plan # 1 ... | twice | Ünder the river …
  EXPECT_EQ(s.words, 10u + 7 + 7 + 4);
  EXPECT_EQ(s.gopher_quality.words, 7u + 4 + 4 + 3);
  EXPECT_FLOAT_EQ(s.gopher_quality.hash_word_ratio, 2.0f / 28);
  EXPECT_FLOAT_EQ(s.gopher_quality.ellipsis_word_ratio, 3.0f / 28);
  EXPECT_FLOAT_EQ(s.gopher_quality.bullet_lines_ratio, 2.0f / 5);
  EXPECT_FLOAT_EQ(s.gopher_quality.ellipsis_lines_ratio, 3.0f / 5);
  EXPECT_FLOAT_EQ(s.gopher_quality.alpha_words_ratio, 15.0f / 28);
  EXPECT_EQ(s.gopher_quality.stop_words, 1) << "the, not The";
  EXPECT_FLOAT_EQ(s.gopher_repetition.dup_line_frac, 1.0f / 4);
  EXPECT_FLOAT_EQ(s.gopher_repetition.dup_line_char_frac, 21.0f / 99);
  EXPECT_FLOAT_EQ(s.gopher_repetition.dup_para_frac, 0);
  EXPECT_FLOAT_EQ(s.fineweb.line_punct_ratio, 3.0f / 4) << "'…' ends no sentence, '...' does";
  EXPECT_FLOAT_EQ(s.fineweb.short_line_ratio, 3.0f / 4);
  EXPECT_FLOAT_EQ(s.fineweb.char_dup_ratio, 21.0f / 95);
  EXPECT_FLOAT_EQ(s.fineweb.list_ratio, 4.0f / 28);
}

// The forms that are parted without the splitter are parted as it would: random chunks of what
// words are made of.
TEST(Signals, CommonFormsAreWordsAsTheSplitterHasThem) {
  constexpr std::string_view kParts[] = {
      "word", "a", "Ann", "NATO", "co", "don", "n",      "s",      "t",  "ll",       "12", "7",
      "-",    "/", "'",   "’",    ".",  ",",   ")",      "(",      "\"", "!",        ":",  "&",
      "it",   "#", "ü",   "жук",  "É",  "日",  "\u0301", "\u00A0", "“",  "\xE2\x80", "κ",  "”",
      "–",    "—", "$",   "=",    "%",  "Mr",  "km",     "rd",     "e",  "J"};
  std::mt19937 random(5);
  WordSplitter splitter;
  SignalReader reader;
  size_t common = 0;
  for (int round = 0; round < 400'000; ++round) {
    std::string chunk;
    for (size_t i = 1 + random() % 5; i > 0; --i) chunk += kParts[random() % std::size(kParts)];
    uint32_t words = 0, real = 0, alpha = 0;
    uint64_t characters = 0;
    for (const Word& word : splitter.Split(chunk)) {
      ++words;
      alpha += word.alpha;
      real += !word.symbol;
      characters += word.symbol ? 0 : word.characters;
    }
    const QualitySignals s = reader.Read(chunk, "en");
    ASSERT_EQ(s.words, words) << chunk;
    ASSERT_EQ(s.gopher_quality.words, real) << chunk;
    ASSERT_FLOAT_EQ(s.gopher_quality.alpha_words_ratio,
                    static_cast<float>(alpha) / static_cast<float>(std::max(words, 1u)))
        << chunk;
    if (real != 0) {
      ASSERT_FLOAT_EQ(s.gopher_quality.mean_word_length,
                      static_cast<float>(characters) / static_cast<float>(real))
          << chunk;
    }
    uint64_t odd = 0;
    for (size_t i = 0; i < chunk.size(); ++i) {
      odd |= uint64_t{(chunk[i] | 0x20) < 'a' || (chunk[i] | 0x20) > 'z'} << i;
    }
    Pieces pieces;
    if (odd != 0) FindPieces(chunk, odd, pieces);
    if (pieces.count == 0) continue;
    ++common;
    const auto expected = splitter.Split(chunk);
    ASSERT_EQ(pieces.count, expected.size()) << chunk;
    for (size_t i = 0; i < pieces.count; ++i) {
      const Piece& piece = pieces.list[i];
      EXPECT_EQ(std::string_view(chunk).substr(piece.begin, piece.size), expected[i].bytes);
      EXPECT_EQ(piece.characters, expected[i].characters) << chunk;
      EXPECT_EQ(piece.kind == Piece::kLetters, expected[i].alpha) << chunk;
      EXPECT_EQ(piece.kind == Piece::kMark, expected[i].symbol && expected[i].punct) << chunk;
      EXPECT_EQ(piece.kind == Piece::kSign, expected[i].symbol && !expected[i].punct) << chunk;
    }
  }
  EXPECT_GT(common, 20'000u);
}

TEST(Signals, NothingToCount) {
  for (const std::string_view text : {"", " \n\n\t"}) {
    const QualitySignals s = Signals(text);
    EXPECT_EQ(s.words, 0u);
    EXPECT_EQ(s.fineweb.reason, "");
  }
  EXPECT_EQ(Signals("...").words, 1u);
  EXPECT_EQ(Signals("\xFF\xFE").words, 2u) << "each broken byte is U+FFFD, an icon";
}

TEST(Signals, StopWordsAreOfTheLanguage) {
  EXPECT_EQ(Signals("der Hund und die Katze", "de").gopher_quality.stop_words, 3);
  EXPECT_EQ(Signals("собака и кошка не спят на солнце", "ru").gopher_quality.stop_words, 3);
  EXPECT_EQ(Signals("der Hund", "en").gopher_quality.stop_words, 0);
  EXPECT_EQ(Signals("the dog", "xx").gopher_quality.stop_words, -1) << "no list";
}

struct Case {
  const char* rule;
  std::string text;
  std::string_view repetition, quality, c4, fineweb;  // reasons
};

// 60 real words, six sentences.
const std::string kProse =
    "The council has said that the bridge over the river will be closed to all cars from Monday. "
    "Nobody who lives beyond it was asked. \"We have to walk,\" said a man with two dogs. "
    "Buses go to the station every hour. The works are to end by June! "
    "If the weather is kind, it will be sooner than that.";

// Reasons as DataTrove 0.10.1 gives them for the same texts.
const Case kCases[] = {
    {"prose", kProse, "", "", "", ""},
    {"short: the first n-gram counts when none repeats", "The end of it. And then.", "top_2_gram",
     "gopher_short_doc", "too_few_sentences", "short_line_ratio"},
    {"curly bracket", kProse + " Press { to go on.", "", "", "curly_bracket", ""},
    {"lorem ipsum", kProse + "\nLorem Ipsum dolor sit amet.", "", "", "lorem_ipsum", ""},
    {"the line with javascript goes, sentences stay", kProse + "\nTurn JavaScript on to go on.", "",
     "", "", ""},
    {"every line of a policy", kProse + " It uses cookies.", "", "", "too_few_sentences", ""},
    {"repeated paragraphs", Repeat(kProse + "\n\n", 4), "dup_para_frac", "", "", "char_dup_ratio"},
    {"hashes", kProse + " #bridge #river #cars #council #works #june #walk #dogs #buses #hour", "",
     "gopher_too_many_hashes", "too_few_sentences", "line_punct_ratio"},
    {"hashes that repeat", kProse + Repeat(" #", 20), "top_3_gram", "gopher_too_many_hashes",
     "too_few_sentences", "line_punct_ratio"},
    {"no sentence ends",
     Repeat("the list of words that have an end to be seen with care\n", 1) +
         "one line is of another kind that\nanother follows with it and",
     "", "gopher_short_doc", "too_few_sentences", "line_punct_ratio"},
};

TEST(Signals, Reasons) {
  for (const Case& c : kCases) {
    const QualitySignals s = Signals(c.text);
    EXPECT_EQ(s.gopher_repetition.reason, c.repetition) << c.rule;
    EXPECT_EQ(s.gopher_quality.reason, c.quality) << c.rule;
    EXPECT_EQ(s.c4.reason, c.c4) << c.rule;
    EXPECT_EQ(s.fineweb.reason, c.fineweb) << c.rule;
  }
}

TEST(Signals, SameAfterAnotherText) {
  SignalReader reader;
  const QualitySignals first = reader.Read(kProse, "en");
  reader.Read(Repeat(kProse, 300), "de");
  const QualitySignals again = reader.Read(kProse, "en");
  EXPECT_EQ(first.words, again.words);
  EXPECT_EQ(first.gopher_repetition.top_n_gram, again.gopher_repetition.top_n_gram);
  EXPECT_EQ(first.gopher_quality.stop_words, again.gopher_quality.stop_words);
  EXPECT_EQ(first.c4.sentences, again.c4.sentences);
}

// One row a limit, just inside and just outside.
TEST(Thresholds, Limits) {
  GopherQuality q{.words = 50, .mean_word_length = 3, .alpha_words_ratio = 0.8f, .stop_words = 2};
  EXPECT_EQ(ReasonOf(q), "");
  q.stop_words = 1;
  EXPECT_EQ(ReasonOf(q), "gopher_enough_stop_words");
  q.stop_words = -1;
  EXPECT_EQ(ReasonOf(q), "");
  q.alpha_words_ratio = 0.79f;
  EXPECT_EQ(ReasonOf(q), "gopher_below_alpha_threshold");
  q.words = 49;
  EXPECT_EQ(ReasonOf(q), "gopher_short_doc");
  GopherRepetition r{.dup_line_frac = 0.3f};
  EXPECT_EQ(ReasonOf(r), "");
  r.duplicated_n_grams[5] = 0.101f;
  EXPECT_EQ(ReasonOf(r), "duplicated_10_n_grams");
  r.top_n_gram[0] = 0.21f;
  EXPECT_EQ(ReasonOf(r), "top_2_gram");
  EXPECT_EQ(ReasonOf(C4Quality{.sentences = 5}), "");
  EXPECT_EQ(ReasonOf(C4Quality{.sentences = 4}), "too_few_sentences");
  FineWebQuality f{.line_punct_ratio = 0.12f, .short_line_ratio = 0.67f, .list_ratio = 0.3f};
  EXPECT_EQ(ReasonOf(f), "");
  f.list_ratio = 0.31f;
  EXPECT_EQ(ReasonOf(f), "list_ratio");
}

TEST(Phrases, Found) {
  struct {
    std::string_view text;
    uint32_t phrases;
  } const cases[] = {
      {"", 0},
      {"Please turn on JavaScript in your browser", kJavascript},
      {"nojavascripthere", kJavascript},
      {"java script", 0},
      {"LOREM IPSUM dolor", kLoremIpsum},
      {"our Privacy Policy and more text behind it", kPolicy},
      {"by our Terms of Use", kPolicy},
      {"this site uses cookies", kPolicy},
      {"the use of cookies", kPolicy},
      {"we use cookies", kPolicy},
      {"our cookie policy", kPolicy},
      {"she bakes cookies", 0},
      {"terms of user groups", kPolicy},
      {"terms of usage", 0},
      {"private policy", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(FindPhrases(c.text), c.phrases) << c.text;
    const std::string behind = std::string(40, 'm') + std::string(c.text) + std::string(40, 'f');
    EXPECT_EQ(FindPhrases(behind), c.phrases) << behind;
  }
}

}  // namespace
}  // namespace tamis::text
