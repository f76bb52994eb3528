#include "extract/features/phrases.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "base/unicode/unicode.h"

namespace tamis::extract {
namespace {

struct Case {
  const char* line;
  PhraseKind kind;  // that covers half of it; kCount: none does
};

constexpr Case kCases[] = {
    {"", PhraseKind::kCount},
    {"Error! We're sorry, but the page you were looking for doesn't exist.", PhraseKind::kError},
    {"Related Articles:", PhraseKind::kRelated},
    {"\u00C4hnliche Beitr\u00E4ge", PhraseKind::kRelated},
    {"SIN COMENTARIOS", PhraseKind::kComment},
    {"\u6682\u65E0\u8BC4\u8BBA", PhraseKind::kComment},
    {"\u62B1\u6B49\uFF0C\u60A8\u8BBF\u95EE\u7684\u9875\u9762\u4E0D\u5B58\u5728",
     PhraseKind::kError},
    {"Subscribe to our newsletter", PhraseKind::kSignup},
    {"\u0427\u0438\u0442\u0430\u0442\u044C \u0434\u0430\u043B\u0435\u0435", PhraseKind::kMore},
    {"The committee discussed related articles of the treaty at length", PhraseKind::kCount},
    {"errors", PhraseKind::kCount},  // another word
    {"terror", PhraseKind::kCount},  // not at a word start
};

TEST(PhraseFinderTest, FindsPhrasesOfManyLanguages) {
  PhraseFinder finder;
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.line);
    const PhraseHits hits = finder.Find(c.line);
    for (size_t k = 0; k < hits.bytes.size(); ++k) {
      const auto kind = static_cast<PhraseKind>(k);
      EXPECT_EQ(hits.Share(kind) >= 0.5f, kind == c.kind) << "kind " << k;
    }
  }
}

TEST(PhraseFinderTest, FoldsTheLine) {
  PhraseFinder finder;
  finder.Find("  Don\u2019t  MISS \u2014 it!");
  EXPECT_EQ(finder.folded(), "dont miss it");
}

TEST(PhraseFinderTest, TheLongestPhraseWins) {
  PhraseFinder finder;
  const PhraseHits hits = finder.Find("page not found");
  EXPECT_EQ(hits.bytes[static_cast<size_t>(PhraseKind::kError)], hits.total);
}

TEST(PhraseFinderTest, LongAndBrokenLinesAreSafe) {
  PhraseFinder finder;
  for (const char* piece : {"\xF0\x9F", "\u4E2D", "read more ", "\xFF"}) {
    std::string line;
    while (line.size() < 5000) line += piece;
    finder.Find(line);
    EXPECT_LE(finder.folded().size(), PhraseFinder::kMaxBytes + 8);
  }
}

// What finding places where phrases may begin relies on.
TEST(PhraseFinderTest, ScriptsWithoutSpacesTakeThreeBytes) {
  for (char32_t c = 0; c < 0x800; ++c) EXPECT_FALSE(unicode::IsUnspacedScript(c));
}

// Phrases at every place of a line, beside words, each other and nothing.
TEST(PhraseFinderTest, FindsPhrasesAtEveryPlace) {
  PhraseFinder finder;
  for (size_t before = 0; before < 200; ++before) {
    const std::string line = std::string(before, 'x') + " read more, log in";
    const PhraseHits hits = finder.Find(line);
    EXPECT_EQ(hits.bytes[static_cast<size_t>(PhraseKind::kMore)], 8) << before;
    EXPECT_EQ(hits.bytes[static_cast<size_t>(PhraseKind::kSignup)], 5) << before;
    EXPECT_EQ(hits.total, before + 13);
    EXPECT_EQ(hits.first, before == 0 ? PhraseKind::kMore : PhraseKind::kCount);
  }
}

// Folding sixteen characters at a time, against one at a time.
TEST(PhraseFinderTest, FoldsAsOneByOne) {
  constexpr std::string_view kCharacters = "abcXYZ019      --.,'\"_";
  std::mt19937 random(20261123);
  PhraseFinder finder;
  for (int round = 0; round < 20000; ++round) {
    const size_t size = random() % 80;
    const auto line = std::make_unique<char[]>(size);
    std::string wanted;
    uint32_t solid = 0;
    bool gap = false;
    for (size_t i = 0; i < size; ++i) {
      const char c = line[i] = kCharacters[random() % kCharacters.size()];
      if (c == '\'') continue;
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        gap = true;
        continue;
      }
      if (gap && !wanted.empty()) wanted += ' ';
      gap = false;
      wanted += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      ++solid;
    }
    const PhraseHits hits = finder.Find({line.get(), size});
    ASSERT_EQ(finder.folded(), wanted);
    ASSERT_EQ(hits.total, solid) << wanted;
  }
}

}  // namespace
}  // namespace tamis::extract
