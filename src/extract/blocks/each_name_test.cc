// ForEachName() against splitting byte by byte.

#include "extract/blocks/each_name.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::extract {
namespace {

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
      ForEachName(value, {}, [&](std::string_view name) { names.emplace_back(name); });
      EXPECT_EQ(names, SplitByLoop(value)) << value;
    }
  }
}

}  // namespace
}  // namespace tamis::extract
