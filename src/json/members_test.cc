#include "json/members.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::json {
namespace {

TEST(MembersTest, Changes) {
  const struct {
    const char *name, *row, *want;
  } kCases[] = {
      {"nothing there", "{}", R"({"a":1,"b":"x"})"},
      {"white space stays", " { } ", R"( { "a":1,"b":"x"} )"},
      {"added at the end", R"({"c":[1,{"a":2}]})", R"({"c":[1,{"a":2}],"a":1,"b":"x"})"},
      {"added behind the last value", "{\"c\": 0\t}", "{\"c\": 0,\"a\":1,\"b\":\"x\"\t}"},
      {"replaced in its place", R"({"a" : -1.5e+3 , "c":null})", R"({"a" : 1 , "c":null,"b":"x"})"},
      {"both replaced", R"({"b":{"b":"}"},"a":"\"\\"})", R"({"b":"x","a":1})"},
      {"a key with escapes", R"({"\u0061":0})", R"({"\u0061":1,"b":"x"})"},
      {"the same key twice", R"({"a":0,"a":2})", R"({"a":1,"a":1,"b":"x"})"},
  };
  const Change changes[] = {{"a", "1"}, {"b", "\"x\""}};
  for (const auto& test : kCases) {
    std::vector<Member> members;
    ASSERT_TRUE(ReadMembers(test.row, members).ok()) << test.name;
    std::string out;
    AppendChanged(test.row, members, changes, out);
    EXPECT_EQ(out, test.want) << test.name;
  }
}

TEST(MembersTest, Refused) {
  const struct {
    std::string row;
    StatusCode code;
    uint64_t offset;
  } kCases[] = {
      {"", StatusCode::kTruncated, 0},
      {"[1]", StatusCode::kMalformed, 0},
      {"{\"a\":1", StatusCode::kTruncated, 6},
      {"{\"a\":\"x", StatusCode::kTruncated, 7},
      {"{\"a\":\"x\\\"}", StatusCode::kTruncated, 10},
      {"{\"a\":[1}", StatusCode::kMalformed, 7},
      {"{\"a\" 1}", StatusCode::kMalformed, 5},
      {"{\"a\":}", StatusCode::kMalformed, 5},
      {"{\"a\":1,}", StatusCode::kMalformed, 7},
      {"{\"a\":1 \"b\":2}", StatusCode::kMalformed, 7},
      {"{\"a\":1} x", StatusCode::kMalformed, 8},
      {"{a:1}", StatusCode::kMalformed, 1},
      {"{\"a\":" + std::string(1025, '['), StatusCode::kDepthLimit, 1029},
  };
  for (const auto& test : kCases) {
    std::vector<Member> members;
    const Status status = ReadMembers(test.row, members);
    EXPECT_EQ(status.code(), test.code) << test.row;
    EXPECT_EQ(status.offset(), test.offset) << test.row;
  }
}

TEST(MembersTest, Strings) {
  const struct {
    const char *value, *want;  // null: no string
  } kCases[] = {
      {R"("")", ""},
      {R"("a\n\"\u00e9\ud83d\ude00\/")", "a\n\"é😀/"},
      {R"("\ud83dx")", "\xEF\xBF\xBDx"},
      {"\"\xFF\"", "\xEF\xBF\xBD"},
      {R"("\x")", nullptr},
      {R"("\u12")", nullptr},
      {"12", nullptr},
      {"null", nullptr},
  };
  for (const auto& test : kCases) {
    std::string out;
    EXPECT_EQ(ReadString(test.value, out), test.want != nullptr) << test.value;
    if (test.want != nullptr) {
      EXPECT_EQ(out, test.want);
    }
  }
}

}  // namespace
}  // namespace tamis::json
