#include "extract/blocks/declared_types.h"

#include <gtest/gtest.h>

namespace tamis::extract {
namespace {

struct Case {
  const char* json;
  uint8_t types;
};

constexpr Case kCases[] = {
    {"", 0},
    {R"({"@type":"NewsArticle"})", kDeclaresArticle},
    {R"({"@type": "https://schema.org/BlogPosting"})", kDeclaresArticle},
    {R"({"@type" : ["Thing", "Product"]})", kDeclaresProduct},
    {R"([{"@type":"WebSite"},{"@type":"QAPage"}])", kDeclaresForum},
    {R"({"@type":"Person","name":"Article"})", 0},
    {R"({"@type":{"x":"Article"}})", 0},
    {R"({"@type":"Artic)", 0},
    {R"({"@type")", 0},
};

TEST(DeclaredTypesTest, ReadsJsonLdThatNeedNotBeValid) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.json);
    EXPECT_EQ(TypesInJsonLd(c.json), c.types);
  }
}

}  // namespace
}  // namespace tamis::extract
