#include "metadata/fields/pool.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::metadata {
namespace {

std::string Joined(std::span<const std::string> items) {
  std::string out;
  for (const std::string& item : items) out += item;
  return out;
}

TEST(Pool, KeepsMemoryAndOrder) {
  Pool<std::string> pool;
  EXPECT_TRUE(pool.empty());
  for (const char* item : {"a", "b", "c", "d"}) pool.Add() = item;
  EXPECT_EQ(Joined(pool), "abcd");
  pool.EraseIf([](const std::string& item) { return item == "a" || item == "c"; });
  EXPECT_EQ(Joined(pool), "bd");
  pool.Add() = std::string(100, 'e');
  const char* const memory = pool[2].data();
  pool.Clear();
  EXPECT_EQ(pool.size(), 0u);
  pool.Add();
  pool.Add();
  EXPECT_EQ(pool.Add().data(), memory);
}

}  // namespace
}  // namespace tamis::metadata
