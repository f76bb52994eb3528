#include "metadata/stems.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>

namespace tamis::metadata {
namespace {

constexpr std::string_view kWords[] = {"by", "byline", "line", "on ", "mis à jour", "更新", "ée"};
constexpr StemSet kSet(kWords);

TEST(StemSet, FindsWhatASearchFinds) {
  constexpr std::string_view kPieces[] = {"by",  "BY", "b",    "y",  "Line", "on", " ",
                                          "MIS", "à",  "jour", "更", "新",   "é",  "e"};
  std::mt19937 random(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (size_t i = random() % 7; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    std::string lower;
    for (const char c : text) lower += ToAsciiLower(c);
    uint64_t expected = 0;
    for (size_t i = 0; i < std::size(kWords); ++i) {
      expected |= uint64_t{lower.find(kWords[i]) != std::string::npos} << i;
    }
    EXPECT_EQ(kSet.In(text), expected) << text;
    EXPECT_EQ(kSet.AnyIn(text), expected != 0) << text;
  }
}

}  // namespace
}  // namespace tamis::metadata
