#include "extract/features/phrase_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/features/phrases.h"

namespace tamis::extract {
namespace {

bool HoldsAny(const PhraseHits& hits) {
  return std::any_of(hits.bytes.begin(), hits.bytes.end(),
                     [](uint16_t bytes) { return bytes != 0; });
}

bool MayHold(PhraseFilter& filter, std::string_view line, simd::Readable readable = {}) {
  return filter.Read({&line, 1}, readable)[0] != 0;
}

// A text that nothing stands around.
class Alone {
 public:
  explicit Alone(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_;
};

// Phrases among words, letters and marks of all kinds: what is left out of a search holds none.
TEST(PhraseFilterTest, SaysNoOnlyWhereNoneIs) {
  constexpr std::string_view kPieces[] = {"read more",
                                          "Log in",
                                          "404",
                                          "MENU",
                                          "\u00C4hnliche",
                                          "Beitr\u00E4ge",
                                          "we",
                                          "you",
                                          "'re",
                                          "\u2019re",
                                          "use",
                                          "cookies",
                                          "no",
                                          "comments",
                                          "share",
                                          "error",
                                          "x",
                                          "a long wordwithoutend",
                                          "\u6682\u65E0",
                                          "\u8BC4\u8BBA",
                                          "\u0427\u0438\u0442\u0430\u0442\u044C",
                                          "\u0434\u0430\u043B\u0435\u0435",
                                          "\xFF",
                                          "\xE2\x80",
                                          "\u00A0",
                                          "\u2014",
                                          "(",
                                          "12,5"};
  constexpr std::string_view kGaps[] = {" ", "", "  ", ", ", "-", "\u00AD", " \u2013 ", ".\n"};
  std::mt19937 random(20261124);
  std::string page;
  std::vector<size_t> ends;
  for (int round = 0; round < 20000; ++round) {
    for (uint32_t i = random() % 12; i > 0; --i) {
      page += kPieces[random() % std::size(kPieces)];
      page += kGaps[random() % std::size(kGaps)];
    }
    ends.push_back(page.size());
  }
  std::vector<std::string_view> lines;
  size_t begin = 0;
  for (const size_t end : ends) {
    lines.push_back(std::string_view(page).substr(begin, end - begin));
    begin = end;
  }
  PhraseFinder finder;
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    PhraseFilter filter(*kernels);
    PhraseFilter another(*kernels);
    const std::span<const uint8_t> may_hold = filter.Read(lines, simd::Readable(page));
    int held = 0;
    int left_out = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
      const Alone alone(lines[i]);
      const bool holds = HoldsAny(finder.Find(alone.text()));
      ASSERT_TRUE(may_hold[i] != 0 || !holds) << kernels->name << lines[i];
      ASSERT_EQ(MayHold(another, alone.text()), may_hold[i] != 0) << kernels->name << lines[i];
      held += holds;
      left_out += may_hold[i] == 0;
    }
    EXPECT_GT(held, 5000);
    EXPECT_GT(left_out, 1000);
  }
}

// A phrase at every place around the ends of steps, and before what is no part of the line.
TEST(PhraseFilterTest, FindsPhrasesAtEveryPlace) {
  constexpr std::string_view kPhrases[] = {"404",
                                           "Menu",
                                           "log in",
                                           "Subscr'ibe",
                                           "read  more",
                                           "contact us",
                                           "abonn'ieren",
                                           "kommen\u00ADtare",
                                           "\u00C4hnliche Beitr\u00E4ge",
                                           "\u767B\u5F55"};
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    PhraseFilter filter(*kernels);
    for (const std::string_view phrase : kPhrases) {
      for (size_t before = 0; before < 200; ++before) {
        const std::string line = std::string(before, 'x') + " " + std::string(phrase);
        const std::string page = line + std::string(70, 'x');
        EXPECT_TRUE(MayHold(filter, Alone(line).text())) << kernels->name << line;
        EXPECT_TRUE(
            MayHold(filter, std::string_view(page).substr(0, line.size()), simd::Readable(page)))
            << kernels->name << line;
      }
    }
  }
}

// Phrases that only two lines make up are none.
TEST(PhraseFilterTest, LinesStandAlone) {
  const std::string_view lines[] = {"read", "more", "", "contact", "us", "contact us", "x"};
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    PhraseFilter filter(*kernels);
    const std::span<const uint8_t> may_hold = filter.Read(lines, {});
    EXPECT_EQ(std::vector<uint8_t>(may_hold.begin(), may_hold.end()),
              (std::vector<uint8_t>{0, 0, 0, 0, 0, 1, 0}));
    EXPECT_TRUE(filter.Read({}, {}).empty());
  }
}

// Of bytes that are no UTF-8 every one may begin a word.
TEST(PhraseFilterTest, AnyBytesAreSafe) {
  for (const char* piece : {"\xFF",
                            "\xC3"
                            "a ",
                            "\xE2\x80", "a'", "\xF0"}) {
    std::string line;
    while (line.size() < 5000) line += piece;
    for (const simd::Kernels* kernels : simd::AvailableKernels()) {
      PhraseFilter filter(*kernels);
      EXPECT_FALSE(MayHold(filter, Alone(line).text())) << kernels->name << piece;
      EXPECT_TRUE(MayHold(filter, Alone(line + " log in").text())) << kernels->name << piece;
    }
  }
}

TEST(PhraseFilterTest, LeavesMostOut) {
  PhraseFilter filter;
  for (const char* line : {"", "x", "The committee met on Tuesday, 12 May", "Pricing", "About us",
                           "Logs in", "The page of the book you were", "Don\u2019t \u2014 ever"}) {
    EXPECT_FALSE(MayHold(filter, line)) << line;
  }
  EXPECT_TRUE(MayHold(filter, "404"));
  EXPECT_TRUE(MayHold(filter, "... menu"));
}

}  // namespace
}  // namespace tamis::extract
