#include "json/digits.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace tamis::json {
namespace {

std::string Uint(uint64_t value) {
  char room[kMaxUintDigits];
  return {room, WriteUint(value, room)};
}

TEST(Digits, NumbersOfEveryLength) {
  for (uint64_t power = 1; power <= 1'000'000'000'000'000'000; power *= 10) {
    for (const uint64_t value : {power - 1, power, power + 1, 3 * power + power / 7}) {
      EXPECT_EQ(Uint(value), std::to_string(value));
    }
  }
  EXPECT_EQ(Uint(UINT64_MAX), "18446744073709551615");
}

TEST(Digits, NumbersBelowTenToTheEighth) {
  for (uint32_t value = 0; value < 100'000'000; value += value < 100'000 ? 1 : 9973) {
    ASSERT_EQ(Uint(value), std::to_string(value));
  }
}

TEST(Digits, EveryScore) {
  for (int scaled = -20'000; scaled <= 20'000; ++scaled) {
    char plain[32];
    std::snprintf(plain, sizeof plain, "%.4f", scaled / 10000.0);
    std::string expected = plain;
    while (expected.back() == '0') expected.pop_back();
    if (expected.back() == '.') expected.pop_back();
    if (expected == "-0") expected = "0";
    char room[kMaxScoreDigits];
    ASSERT_EQ(std::string(room, WriteScore(scaled / 10000.0, room)), expected);
  }
}

}  // namespace
}  // namespace tamis::json
