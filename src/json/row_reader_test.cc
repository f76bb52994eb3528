#include "json/row_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::json {
namespace {

TEST(RowReader, Members) {
  RowReader reader;
  const auto row = reader.Read(
      R"({"x":{"html":"no"},"raw_html":"<p>1","html":"<p>2\n","url":"http://a/","id":null,)"
      R"("warc_record_id":"<urn:uuid:1>","warc_date":"2026-01-01T00:00:00Z","n":[1,2,{"a":[]}]})");
  ASSERT_TRUE(row.ok()) << row.status().ToString();
  EXPECT_EQ(row->html, "<p>2\n") << "the first alias wins, whatever the order";
  EXPECT_TRUE(row->has_html);
  EXPECT_FALSE(row->has_text);
  EXPECT_EQ(row->url, "http://a/");
  EXPECT_EQ(row->id, "<urn:uuid:1>") << "null is absent";
  EXPECT_EQ(row->fetch_date, "2026-01-01T00:00:00Z");
  EXPECT_EQ(row->content_type, "");
  EXPECT_FALSE(row->mended);
}

TEST(RowReader, MendsText) {
  RowReader reader;
  struct Case {
    std::string_view line, html;
  };
  constexpr Case kCases[] = {
      {R"({"html":"a\ud800b"})", "a\uFFFDb"},
      {"{\"html\":\"a\xFF\"}", "a\uFFFD"},
      {"{\"html\":\"\xC3\",\"url\":\"\\udfff\"}", "\uFFFD"},
  };
  for (const Case& c : kCases) {
    const auto row = reader.Read(c.line);
    ASSERT_TRUE(row.ok()) << c.line << row.status().ToString();
    EXPECT_EQ(row->html, c.html);
    EXPECT_TRUE(row->mended);
  }
}

TEST(RowReader, EmptyHtmlIsNotAbsent) {
  RowReader reader;
  const auto row = reader.Read(R"({"html":""})");
  ASSERT_TRUE(row.ok());
  EXPECT_TRUE(row->has_html);
}

TEST(RowReader, TypedErrors) {
  struct Case {
    std::string line;
    StatusCode code;
    uint64_t offset;
  };
  const Case cases[] = {
      {"", StatusCode::kTruncated, 0},
      {"[1]", StatusCode::kMalformed, 0},
      {"\"html\"", StatusCode::kMalformed, 0},
      {R"({"html":7})", StatusCode::kMalformed, 0},
      {R"({"html":"x")", StatusCode::kTruncated, 11},
      {R"({"html":"x"}{})", StatusCode::kMalformed, 12},
      {R"({"html":"x",})", StatusCode::kMalformed, 12},
      {R"({"n":)" + std::string(2000, '[') + std::string(2000, ']') + "}", StatusCode::kDepthLimit,
       1027},
      {R"({"n":)" + std::string(1'000'000, '[') + "}", StatusCode::kDepthLimit, 1027},
      {R"({"html":")" + std::string(5000, 'x') + "\"}", StatusCode::kTooLarge, 4096},
  };
  for (const Case& c : cases) {
    RowReader reader(c.code == StatusCode::kTooLarge ? 4096 : 256u << 20);
    const auto row = reader.Read(c.line);
    ASSERT_FALSE(row.ok()) << c.line.substr(0, 80);
    EXPECT_EQ(row.status().code(), c.code) << row.status().ToString();
    EXPECT_EQ(row.status().offset(), c.offset) << row.status().ToString();
  }
}

TEST(RowReader, ManyLinesGrowAndShrink) {
  RowReader reader;
  for (size_t size : {10u, 1'000'000u, 20u, 3'000'000u, 5u}) {
    const std::string html(size, 'h');
    const auto row = reader.Read(R"({"html":")" + html + R"(","url":"u"})");
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(row->html, html);
    EXPECT_EQ(row->url, "u");
  }
}

}  // namespace
}  // namespace tamis::json
