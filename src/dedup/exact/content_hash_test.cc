#include "dedup/exact/content_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tamis::dedup {
namespace {

ContentHash Of(std::string_view text) {
  std::string scratch;
  return HashContent(text, scratch);
}

TEST(ContentHashTest, WhiteSpaceDoesNotCount) {
  for (const char* same : {"a b", " a  b ", "\ta\r\n\r\nb\v\f"}) EXPECT_EQ(Of(same), Of("a b"));
  EXPECT_EQ(Of(" \n"), Of(""));
  for (const char* other : {"ab", "a B", "a b.", "b a", "a b c",
                            "a\xC2\xA0"
                            "b"}) {
    EXPECT_NE(Of(other), Of("a b")) << other;
  }
}

TEST(ContentHashTest, EveryByteCountsAtEveryLength) {
  std::set<std::pair<uint64_t, uint64_t>> seen;
  size_t texts = 0;
  for (size_t size = 0; size < 70; ++size) {
    // In a block of exact size, so that AddressSanitizer sees a read beyond it.
    std::vector<char> text(size, 'x');
    for (size_t i = 0; i <= size; ++i, ++texts) {
      if (i < size) text[i] = 'y';
      const ContentHash hash = HashBytes({text.data(), text.size()});
      seen.emplace(hash.high, hash.low);
      EXPECT_NE(hash.high, hash.low);
      if (i < size) text[i] = 'x';
    }
  }
  EXPECT_EQ(seen.size(), texts);
}

}  // namespace
}  // namespace tamis::dedup
