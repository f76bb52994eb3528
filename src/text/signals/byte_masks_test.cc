#include "text/signals/byte_masks.h"

#include <gtest/gtest.h>

#include <iterator>
#include <string>
#include <string_view>

#include "text/signals/phrases.h"

namespace tamis::text {
namespace {

// Bytes of all kinds, those that are looked for more often than by chance.
std::string SomeText(size_t size) {
  constexpr std::string_view kParts[] = {" ", "\n", "JavaScript", "ok", "[", "{", "cy", "ps", "MS"};
  std::string text;
  uint32_t seed = 1;
  while (text.size() < size) {
    seed = seed * 69069 + 1;
    const uint32_t kind = seed >> 16 & 63;
    kind < std::size(kParts) ? text.append(kParts[kind])
                             : text.append(1, static_cast<char>(seed >> 24));
  }
  text.resize(size);
  return text;
}

void CheckLists(const std::string& text, const ByteMasks& masks) {
  const uint32_t* edge = masks.edges();
  const uint32_t* line_feed = masks.line_feeds();
  const uint32_t* pair = masks.phrase_pairs();
  size_t characters = 0;
  bool inside_chunk = false, brackets = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool filled = static_cast<unsigned char>(text[i]) > 0x20;
    if (filled != inside_chunk) {
      ASSERT_EQ(*edge++, i);
    }
    inside_chunk = filled;
    if (text[i] == '\n') {
      ASSERT_EQ(*line_feed++, i);
    }
    if (i + 1 < text.size() && IsPhrasePair(text[i], text[i + 1])) {
      ASSERT_EQ(*pair++, i);
    }
    characters += (text[i] & 0xC0) != 0x80;
    brackets |= text[i] == '[' || text[i] == '{';
  }
  if (inside_chunk) {
    ASSERT_EQ(*edge++, text.size());
  }
  EXPECT_EQ(*edge, ByteMasks::kEnd);
  EXPECT_EQ(*line_feed, ByteMasks::kEnd);
  EXPECT_EQ(*pair, ByteMasks::kEnd);
  EXPECT_EQ(masks.characters(), characters);
  EXPECT_EQ(masks.has_brackets(), brackets);
}

void CheckLetters(const std::string& text, const ByteMasks& masks) {
  for (size_t at = 0; at <= text.size(); ++at) {
    for (size_t i = 0; i < 64; ++i) {
      const bool inside = at + i < text.size();
      const auto byte = static_cast<unsigned char>(inside ? text[at + i] : 0);
      const bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
      ASSERT_EQ(masks.NonLetters(at) >> i & 1, !letter) << at << ' ' << i;
    }
  }
}

TEST(ByteMasks, EveryKernelAgreesWithALoopOverBytes) {
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    ByteMasks masks;
    for (const size_t size : {0u, 1u, 15u, 16u, 63u, 64u, 65u, 127u, 128u, 129u, 1000u, 9000u}) {
      SCOPED_TRACE(std::string(kernels->name) + " " + std::to_string(size));
      const std::string text = SomeText(size);
      masks.Set(text, *kernels);
      CheckLists(text, masks);
      CheckLetters(text, masks);
    }
  }
}

// More than a list has room for at first.
TEST(ByteMasks, AnEdgeAtEveryByte) {
  std::string text;
  while (text.size() < 6400) text += "a\n";
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    ByteMasks masks;
    masks.Set(text, *kernels);
    CheckLists(text, masks);
  }
}

}  // namespace
}  // namespace tamis::text
