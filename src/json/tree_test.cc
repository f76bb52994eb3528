#include "json/tree.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::json {
namespace {

// One line a node: depth as indent, key, kind or value.
std::string Dump(std::span<const Node> nodes) {
  std::string out;
  std::vector<uint32_t> ends;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    out.append(ends.size(), ' ');
    const Node& node = nodes[i];
    if (!node.key.empty()) out.append(node.key).append("=");
    switch (node.kind) {
      case Kind::kNull:
        out += "null";
        break;
      case Kind::kBool:
        out += node.number != 0 ? "true" : "false";
        break;
      case Kind::kNumber:
        out += std::to_string(node.number);
        break;
      case Kind::kString:
        out.append("'").append(node.text).append("'");
        break;
      case Kind::kArray:
        out += "[]";
        break;
      case Kind::kObject:
        out += "{}";
        break;
    }
    out += "\n";
    if (node.kind >= Kind::kArray) ends.push_back(node.end);
  }
  return out;
}

TEST(TreeReader, FlattensInOrder) {
  TreeReader reader;
  for (int round = 0; round < 2; ++round) {
    const auto nodes =
        reader.Read(R"({"a":"x\u00e9","b":[1,[],{"c":true,"d":null},-2.5],"e":{"f":"g"},"h":0})");
    ASSERT_TRUE(nodes.ok()) << nodes.status().ToString();
    EXPECT_EQ(Dump(*nodes),
              "{}\n"
              " a='xé'\n"
              " b=[]\n"
              "  1.000000\n"
              "  []\n"
              "  {}\n"
              "   c=true\n"
              "   d=null\n"
              "  -2.500000\n"
              " e={}\n"
              "  f='g'\n"
              " h=0.000000\n");
  }
}

struct ErrorCase {
  const char* rule;
  std::string input;
  StatusCode code;
  uint64_t offset;
};

TEST(TreeReader, TypedErrors) {
  const ErrorCase cases[] = {
      {"empty", "", StatusCode::kTruncated, 0},
      {"not JSON", "hello", StatusCode::kMalformed, 0},
      {"trailing comma", "[1,]", StatusCode::kMalformed, 3},
      {"cut", R"({"a":"b)", StatusCode::kTruncated, 5},
      {"too deep", std::string(65, '[') + "1" + std::string(65, ']'), StatusCode::kDepthLimit, 64},
      {"much too deep", std::string(100'000, '['), StatusCode::kDepthLimit, 64},
      {"too large", "\"" + std::string(1 << 20, 'x') + "\"", StatusCode::kTooLarge, 1 << 20},
      {"lone surrogate", R"(["\ud800"])", StatusCode::kMalformed, 0},
      {"ill-formed UTF-8", "[\"\xFF\"]", StatusCode::kMalformed, 0},
  };
  TreeReader reader;
  for (const ErrorCase& c : cases) {
    SCOPED_TRACE(c.rule);
    const auto nodes = reader.Read(c.input);
    ASSERT_FALSE(nodes.ok());
    EXPECT_EQ(nodes.status().code(), c.code) << nodes.status().ToString();
    EXPECT_EQ(nodes.status().offset(), c.offset);
  }
  std::string many = "[1";
  for (int i = 0; i < 70'000; ++i) many += ",1";
  EXPECT_EQ(reader.Read(many + "]").status().code(), StatusCode::kNodeLimit);
  EXPECT_TRUE(reader.Read(std::string(64, '[') + "1" + std::string(64, ']')).ok())
      << "the limit itself";
}

struct TolerantCase {
  const char* rule;
  std::string_view input;
  std::string_view dump;  // empty: refused
};

constexpr TolerantCase kTolerant[] = {
    {"good", R"({"a":1})", "{}\n a=1.000000\n"},
    {"comment marks", "<!--\n{\"a\":\"b\"}\n-->", "{}\n a='b'\n"},
    {"raw newline and trailing comma", "{\"a\":\"b\nc\",}", "{}\n a='b\nc'\n"},
    {"ill-formed UTF-8", "{\"a\":\"b\xFF\"}", "{}\n a='b\uFFFD'\n"},
    {"lone surrogate", R"({"a":"\ud800"})", "{}\n a='\uFFFD'\n"},
    {"cut", R"({"a":{"b":"c)", "{}\n a={}\n  b='c'\n"},
    {"prose", "no data here", ""},
    {"two values", "{}{}", ""},
    {"empty", "", ""},
};

TEST(TreeReader, Tolerant) {
  TreeReader reader;
  for (const TolerantCase& c : kTolerant) {
    SCOPED_TRACE(c.rule);
    const auto nodes = reader.ReadTolerant(c.input);
    EXPECT_EQ(nodes.ok() ? Dump(*nodes) : "", c.dump);
  }
}

}  // namespace
}  // namespace tamis::json
