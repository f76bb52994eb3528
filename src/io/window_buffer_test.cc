#include "io/window_buffer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamis::io {
namespace {

void Put(std::string_view bytes, WindowBuffer& buffer) {
  buffer.Reserve(bytes.size());
  bytes.copy(buffer.tail(), bytes.size());
  buffer.Produced(bytes.size());
}

TEST(WindowBuffer, WhatEntersLeavesInOrder) {
  WindowBuffer buffer;
  Put("abc", buffer);
  buffer.Consume(1);
  Put("def", buffer);
  EXPECT_EQ(buffer.view(), "bcdef");
  buffer.Unproduce(2);
  buffer.Consume(3);
  EXPECT_EQ(buffer.size(), 0u);
}

TEST(WindowBuffer, RunsEmptyAndBeginsAtTheFront) {
  WindowBuffer buffer;
  Put("abc", buffer);
  const char* const front = buffer.view().data();
  buffer.Consume(3);
  Put("def", buffer);
  EXPECT_EQ(buffer.view().data(), front);
}

// Pieces of all sizes, of which every third is dropped; a piece is kept before or after the rest
// behind it was produced.
TEST(WindowBuffer, KeptBytesStayWhereTheyAre) {
  WindowBuffer buffer;
  std::vector<std::pair<std::string_view, std::string>> kept;
  for (size_t n = 1; n < 400; ++n) {
    const std::string piece(n * 37 % 501, static_cast<char>('a' + n % 26));
    const std::string rest(n % 5, '.');
    Put(piece, buffer);
    if (n % 2 == 0) Put(rest, buffer);
    if (n % 3 != 0) {
      buffer.Keep(piece.size());
      kept.emplace_back(buffer.view().substr(0, piece.size()), piece);
    }
    if (n % 2 != 0) Put(rest, buffer);
    EXPECT_EQ(buffer.view(), piece + rest);
    buffer.Consume(piece.size() + rest.size());
  }
  for (const auto& [view, piece] : kept) ASSERT_EQ(view, piece);
}

TEST(WindowBuffer, DroppedBytesAreWrittenOverBetweenKeptOnes) {
  WindowBuffer buffer;
  buffer.Reserve(100);
  Put("kept", buffer);
  buffer.Keep(4);
  const char* const behind = buffer.view().data() + 4;
  buffer.Consume(4);
  for (int n = 0; n < 3; ++n) {
    Put("dropped", buffer);
    EXPECT_EQ(buffer.view().data(), behind);
    buffer.Consume(7);
  }
}

TEST(WindowBuffer, ResetKeepsOnePieceOfMemoryUnlessItIsLarge) {
  WindowBuffer buffer;
  Put(std::string(1000, 'x'), buffer);
  buffer.Keep(1000);
  const char* const memory = buffer.view().data();
  buffer.Reset(1000);
  Put("y", buffer);
  EXPECT_EQ(buffer.view(), "y");
  EXPECT_EQ(buffer.view().data(), memory);
  buffer.Reset(999);
  EXPECT_EQ(buffer.tail_room(), 0u);
}

}  // namespace
}  // namespace tamis::io
