#include "text/signals/byte_masks.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::text {
namespace {

TEST(ByteMasks, AgreeWithALoopOverBytes) {
  std::string text;
  uint32_t seed = 1;
  for (size_t size : {0u, 1u, 15u, 16u, 63u, 64u, 65u, 127u, 128u, 129u, 1000u}) {
    while (text.size() < size) text.push_back(static_cast<char>((seed = seed * 69069 + 1) >> 24));
    ByteMasks masks;
    masks.Set(text);
    size_t characters = 0;
    for (const char c : text) characters += (c & 0xC0) != 0x80;
    EXPECT_EQ(masks.characters(), characters);
    const uint32_t* edge = masks.edges();
    bool inside_chunk = false;
    for (size_t i = 0; i <= text.size(); ++i) {
      const bool filled = i < text.size() && static_cast<unsigned char>(text[i]) > 0x20;
      if (filled == inside_chunk) continue;
      ASSERT_EQ(*edge++, i);
      inside_chunk = filled;
    }
    EXPECT_EQ(*edge, ByteMasks::kEnd);
    for (size_t at = 0; at <= text.size(); ++at) {
      for (size_t i = 0; i < 64; ++i) {
        const bool inside = at + i < text.size();
        const auto byte = static_cast<unsigned char>(inside ? text[at + i] : 0);
        const bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        ASSERT_EQ(masks.NonLetters(at) >> i & 1, !letter) << at << ' ' << i;
      }
    }
  }
}

}  // namespace
}  // namespace tamis::text
