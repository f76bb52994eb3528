#include "report/word_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tamis::report {
namespace {

// "same [-kept-] {+gone+} <3>": 3 words left out.
std::string Shown(const WordDiff& diff) {
  std::string out;
  for (const DiffPart& part : diff.parts) {
    if (part.kind == DiffPart::Kind::kSame) out += part.kept;
    if (part.kind == DiffPart::Kind::kLeftOut) out += "<" + std::to_string(part.words) + ">";
    if (part.kind != DiffPart::Kind::kChanged) continue;
    if (!part.kept.empty()) out += "[-" + part.kept + "-]";
    if (!part.gone.empty()) out += "{+" + part.gone + "+}";
    if (part.kept_left_out + part.gone_left_out > 0) {
      out +=
          "<" + std::to_string(part.kept_left_out) + "," + std::to_string(part.gone_left_out) + ">";
    }
  }
  return out;
}

std::string Words(std::string_view stem, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += (i ? " " : "") + std::string(stem) + std::to_string(i);
  return text;
}

TEST(DiffWords, Parts) {
  const struct {
    const char* kept;
    const char* gone;
    const char* want;
  } cases[] = {
      {"", "", ""},
      {"a b c", "a b c", "a b c"},
      {"a  b\tc", " a b c\n", "a b c"},  // white space is no difference
      {"a\nb\n\nc", "a b c", "a\nb\nc"},
      {"a b c d", "a b x d", "a b[- c-]{+ x+} d"},
      {"a b c d", "a b d", "a b[- c-] d"},
      {"a b d", "a b c d", "a b{+ c+} d"},
      {"a b c", "", "[-a b c-]"},
      {"", "a b c", "{+a b c+}"},
      {"a b c", "x y z", "[-a b c-]{+x y z+}"},
      {"x a a a", "a a a y", "[-x-] a a a{+ y+}"},
      {"北京是首都。", "北京是都。", "北京是[-首-]都。"},
      {"Hello", "hello", "[-Hello-]{+hello+}"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Shown(DiffWords(c.kept, c.gone)), c.want) << c.kept << " | " << c.gone;
  }
}

// The example of Myers' paper: four of its words are common, and no more.
TEST(DiffWords, TheShortestScript) {
  EXPECT_EQ(DiffWords("a b c a b b a", "c b a b a c").words_same, 4u);
}

TEST(DiffWords, WhatIsTheSameIsCutDown) {
  const DiffLimits limits{.head = 2, .context = 1};
  EXPECT_EQ(Shown(DiffWords(Words("w", 9), Words("w", 9), limits)), "w0 w1<7>");
  const std::string text = Words("w", 30);
  std::string changed = text;
  changed.replace(changed.find("w20"), 3, "new");
  EXPECT_EQ(Shown(DiffWords(text, changed, limits)), "w0 w1<17> w19[- w20-]{+ new+} w21<8>");
}

TEST(DiffWords, LongChangesAndWordsAreCut) {
  const DiffLimits limits{.changed_words = 2, .word_bytes = 5};
  EXPECT_EQ(Shown(DiffWords("a b c d", "", limits)), "[-a b-]<2,0>");
  EXPECT_EQ(Shown(DiffWords("ääää", "x", limits)), "[-ää…-]{+x+}");
  const WordDiff huge = DiffWords(std::string(1 << 20, 'x'), std::string(1 << 20, 'y'));
  EXPECT_LT(Shown(huge).size(), 300u);
}

TEST(DiffWords, ChangesBeyondTheLimitAreCounted) {
  std::string a, b;
  for (int i = 0; i < 5000; ++i) {
    a += "same" + std::to_string(i) + " three words here ";
    b += "same" + std::to_string(i) + (i % 2 ? " three words here " : " three other here ");
  }
  const WordDiff diff = DiffWords(a, b);
  EXPECT_LT(Shown(diff).size(), 40'000u);
  EXPECT_GT(diff.changes_left_out, 2000u);
  EXPECT_EQ(diff.words_same, 20'000u - 2500u);
}

// A block that moved is one change at either end, not a change of everything between.
TEST(DiffWords, MovedBlock) {
  const std::string moved = Words("m", 20), rest = Words("r", 2000);
  EXPECT_EQ(DiffWords(moved + " " + rest, rest + " " + moved).words_same, 2000u);
}

// Whatever the texts are: both are made of the parts, and it does not take the square.
TEST(DiffWords, PartsMakeBothTexts) {
  std::mt19937 random(1);
  const DiffLimits all{.head = 1 << 30, .changed_words = 1 << 30, .total_bytes = 1 << 30};
  for (int round = 0; round < 300; ++round) {
    const uint32_t words = 1 + random() % 6;
    std::string texts[2];
    for (std::string& text : texts) {
      for (uint32_t n = random() % 60; n > 0; --n) {
        text +=
            (text.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + random() % words));
      }
    }
    DiffLimits limits = all;
    limits.context = 1 << 30;
    const WordDiff diff = DiffWords(texts[0], texts[1], limits);
    std::string kept, gone;
    for (const DiffPart& part : diff.parts) {
      kept += part.kept;
      gone += part.kind == DiffPart::Kind::kSame ? part.kept : part.gone;
    }
    std::erase(kept, ' ');
    std::erase(gone, ' ');
    std::erase(texts[0], ' ');
    std::erase(texts[1], ' ');
    ASSERT_EQ(kept, texts[0]);
    ASSERT_EQ(gone, texts[1]);
  }
}

TEST(DiffWords, RepeatedWordsAreBounded) {
  std::string a, b;
  for (int i = 0; i < 60'000; ++i) {
    a += i % 2 ? "a " : "b ";
    b += i % 3 ? "a " : "b ";
  }
  EXPECT_GT(DiffWords(a, b).parts.size(), 0u);
}

}  // namespace
}  // namespace tamis::report
