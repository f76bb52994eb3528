// Against asking anew each time: strings of all sizes, more than there are slots, over many pages.

#include "base/memory/string_memo.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tamis {
namespace {

TEST(StringMemo, GivesWhatWasMade) {
  StringMemo<size_t, 16> memo;
  std::vector<std::string> keys;
  for (size_t i = 0; i < 64; ++i) keys.push_back(std::string(i % 41, 'a') + std::to_string(i));
  for (int page = 0; page < 3; ++page) {
    for (const std::string& key : keys) {
      for (int again = 0; again < 2; ++again) {
        const size_t value =
            memo.Get(key, [](std::string_view k) { return k.size() * 1000 + k[0]; });
        EXPECT_EQ(value, key.size() * 1000 + static_cast<size_t>(key[0])) << key;
      }
    }
    memo.Forget();
  }
}

TEST(StringMemo, AsksOnceForTheSameBytes) {
  StringMemo<int> memo;
  int made = 0;
  const auto make = [&made](std::string_view) { return ++made; };
  const std::string one = "nav menu";
  const std::string same = "nav menu";
  EXPECT_EQ(memo.Get(one, make), 1);
  EXPECT_EQ(memo.Get(same, make), 1);
  EXPECT_EQ(memo.Get("", make), 2);
  EXPECT_EQ(memo.Get("", make), 2);
}

TEST(StringMemo, ForgetsStringsThatMayBeGone) {
  StringMemo<int> memo;
  int made = 0;
  const auto make = [&made](std::string_view) { return ++made; };
  std::string key = "nav";
  EXPECT_EQ(memo.Get(key, make), 1);
  memo.Forget();
  key = "foo";
  EXPECT_EQ(memo.Get(key, make), 2);
}

}  // namespace
}  // namespace tamis
