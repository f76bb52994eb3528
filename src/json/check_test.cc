#include "json/check.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::json {
namespace {

struct Case {
  std::string_view input;
  StatusCode code;
  uint64_t offset;
};

constexpr auto kOk = StatusCode::kOk;
constexpr auto kMalformed = StatusCode::kMalformed;
constexpr auto kTruncated = StatusCode::kTruncated;

constexpr Case kCases[] = {
    {"{}", kOk, 0},
    {" [ ] ", kOk, 0},
    {R"({"a":[1,-0,0.5,1e9,1E-2,"x\u00e9\n"],"b":{"c":null}})", kOk, 0},
    {"true", kOk, 0},
    {"\"\"", kOk, 0},
    {"", kTruncated, 0},
    {"  ", kTruncated, 2},
    {"{", kTruncated, 1},
    {R"({"a)", kTruncated, 1},
    {R"({"a\)", kTruncated, 1},
    {R"({"a\u00)", kTruncated, 7},
    {R"({"a")", kTruncated, 4},
    {R"({"a":)", kTruncated, 5},
    {R"({"a":tr)", kTruncated, 7},
    {R"({"a":-)", kTruncated, 6},
    {R"({"a":1)", kTruncated, 6},
    {"[1,", kTruncated, 3},
    {"[1,]", kMalformed, 3},
    {"[,]", kMalformed, 1},
    {"[1 2]", kMalformed, 3},
    {R"({"a" 1})", kMalformed, 5},
    {R"({"a":1,})", kMalformed, 7},
    {R"({a:1})", kMalformed, 1},
    {"[01]", kMalformed, 1},
    {"[1.]", kMalformed, 1},
    {"[.5]", kMalformed, 1},
    {"[1e]", kMalformed, 1},
    {"[+1]", kMalformed, 1},
    {"[trun]", kMalformed, 1},
    {"[NaN]", kMalformed, 1},
    {"[1}", kMalformed, 2},
    {"{]", kMalformed, 1},
    {"[1]]", kMalformed, 3},
    {"{} {}", kMalformed, 3},
    {"[\"a\nb\"]", kMalformed, 3},
    {R"(["\x"])", kMalformed, 3},
    {R"(["\u12g4"])", kMalformed, 6},
    {"\xEF\xBB\xBF{}", kMalformed, 0},
};

TEST(CheckSyntax, Cases) {
  for (const Case& c : kCases) {
    const Status status = CheckSyntax(c.input, 8);
    EXPECT_EQ(status.code(), c.code) << c.input << ": " << status.ToString();
    EXPECT_EQ(status.offset(), c.offset) << c.input << ": " << status.ToString();
  }
}

TEST(CheckSyntax, Depth) {
  const std::string eight = std::string(8, '[') + std::string(8, ']');
  EXPECT_TRUE(CheckSyntax(eight, 8).ok());
  const Status status = CheckSyntax("[" + eight + "]", 8);
  EXPECT_EQ(status.code(), StatusCode::kDepthLimit);
  EXPECT_EQ(status.offset(), 8u);
}

}  // namespace
}  // namespace tamis::json
