#include "base/memory/text_store.h"

#include <gtest/gtest.h>

namespace tamis {
namespace {

TEST(TextStoreTest, PageAndSideBufferAreOneAddressSpace) {
  TextStore store;
  store.Reset("the page");
  EXPECT_EQ(store.View({4, 4}), "page");
  EXPECT_EQ(store.next_address(), 8u);
  const TextSpan side = store.Append("side");
  EXPECT_EQ(side.begin, 8u);
  EXPECT_EQ(store.View(side), "side");
  EXPECT_FALSE(store.in_page(side));
  EXPECT_TRUE(store.in_page({7, 1}));
  store.AppendByte('!');
  EXPECT_EQ(store.View({8, 5}), "side!");
}

TEST(TextStoreTest, ResetForgetsTheSideBuffer) {
  TextStore store;
  store.Reset("a");
  store.Append("b");
  store.Reset("page");
  EXPECT_EQ(store.next_address(), 4u);
  EXPECT_EQ(store.View({4, 0}), "");
}

TEST(TextStoreTest, EmptyPage) {
  TextStore store;
  store.Reset("");
  EXPECT_EQ(store.View({0, 0}), "");
  EXPECT_EQ(store.View(store.Append("x")), "x");
}

}  // namespace
}  // namespace tamis
