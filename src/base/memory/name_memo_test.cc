// Against asking anew each time, and ForEachName() against splitting byte by byte.

#include "base/memory/name_memo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tamis {
namespace {

TEST(NameMemo, GivesWhatWasMade) {
  NameMemo<size_t, 16> memo;
  std::vector<std::string> names;
  for (size_t i = 0; i < 120; ++i) names.push_back(std::string(i % 41, 'a') + std::to_string(i));
  names.push_back("");
  names.push_back(std::string("a\0", 2));
  names.push_back("a");
  for (int round = 0; round < 3; ++round) {
    for (const std::string& name : names) {
      for (int again = 0; again < 2; ++again) {
        const auto make = [](std::string_view n) {
          return n.size() * 1000 + (n.empty() ? 0 : n.back());
        };
        EXPECT_EQ(memo.Get(name, make), make(name)) << name;
      }
    }
  }
}

TEST(NameMemo, AsksOnceForTheSameName) {
  NameMemo<int> memo;
  int made = 0;
  const auto make = [&made](std::string_view) { return ++made; };
  for (const size_t size : {1, 7, 8, 9, 16, 17, 24, 25, 31, 32}) {
    std::string name(size, 'x');
    const int first = memo.Get(name, make);
    EXPECT_EQ(memo.Get(std::string(size, 'x'), make), first) << size;
    name.back() = 'y';
    EXPECT_EQ(memo.Get(name, make), first + 1) << size;
  }
  EXPECT_EQ(made, 20);
}

std::vector<std::string> SplitByLoop(std::string_view value) {
  std::vector<std::string> names(1);
  for (const char c : value) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!names.back().empty()) names.emplace_back();
    } else {
      names.back() += c;
    }
  }
  if (names.back().empty()) names.pop_back();
  return names;
}

TEST(ForEachName, SplitsAtWhiteSpace) {
  const std::string text =
      "  nav\tmenu-item-of-a-long-name-here x\n\f\v\r y\xC3\xA4z  aaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb "
      "c";
  for (size_t begin = 0; begin <= text.size(); ++begin) {
    for (size_t end = begin; end <= text.size(); ++end) {
      // Of its own size, so that AddressSanitizer sees a read beyond it.
      const auto copy = std::make_unique<char[]>(end - begin);
      std::copy(text.begin() + static_cast<ptrdiff_t>(begin),
                text.begin() + static_cast<ptrdiff_t>(end), copy.get());
      const std::string_view value(copy.get(), end - begin);
      std::vector<std::string> names;
      ForEachName(value, [&](std::string_view name) { names.emplace_back(name); });
      EXPECT_EQ(names, SplitByLoop(value)) << value;
    }
  }
}

}  // namespace
}  // namespace tamis
