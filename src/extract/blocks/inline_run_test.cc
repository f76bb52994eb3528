// Collapsing white space sixteen bytes at a time, against doing it one character at a time.

#include "extract/blocks/inline_run.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

namespace tamis::extract {
namespace {

// What is white space is one space between two pieces; a byte order mark is nothing.
std::string CollapseByLoop(std::string_view text) {
  std::string out;
  bool space = false;
  for (size_t i = 0; i < text.size();) {
    size_t size = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r') ? 1 : 0;
    if (text.substr(i, 2) == "\xC2\xA0") size = 2;
    if (text.substr(i, 3) == "\xE3\x80\x80") size = 3;
    const bool mark = text.substr(i, 3) == "\xEF\xBB\xBF";
    if (size != 0 || mark) {
      space |= !mark;
      i += mark ? 3 : size;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text[i++];
  }
  return out;
}

TEST(InlineRunTest, CollapsesAsOneByOne) {
  constexpr std::string_view kPieces[] = {"a",
                                          "word",
                                          "of",
                                          "sixteen-letters!",
                                          " ",
                                          " ",
                                          " ",
                                          "  ",
                                          "\n",
                                          "\t",
                                          "\xC2\xA0",
                                          "\xC2\xA9",
                                          "\xE3\x80\x80",
                                          "\xE3\x81\x82",
                                          "\xEF\xBB\xBF",
                                          "\xEF\xBC\x81"};
  std::mt19937 random(20261123);
  InlineRun run;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t i = random() % 30; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    // Of its own size, so that AddressSanitizer sees a read beyond it.
    const auto copy = std::make_unique<char[]>(text.size());
    text.copy(copy.get(), text.size());
    run.Reset();
    run.AppendText({copy.get(), text.size()}, false, false);
    ASSERT_EQ(run.text(), CollapseByLoop(text)) << text;
  }
}

}  // namespace
}  // namespace tamis::extract
