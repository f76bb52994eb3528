#include "report/row_facts.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::report {
namespace {

TEST(RowFacts, NamesOfEverySchema) {
  const struct {
    std::string_view row;
    std::string_view url, language, date, title;
    double confidence;
  } kTable[] = {
      {R"({"url":"u","language":"de","date_published":"2021","title":"t","confidence":0.5})", "u",
       "de", "2021", "t", 0.5},
      {R"({"text":"","metadata":{"url":"u","language":"de","confidence":1}})", "u", "de", "", "",
       1},
      {R"({"source":"https://a/","date":"2020-01-02","source-hostname":"a"})", "https://a/", "",
       "2020-01-02", "", -1},
      {R"({"source":"common-crawl","metadata":{"url":"https://b/"}})", "https://b/", "", "", "",
       -1},
      // The top counts before what is nested, and the first name before its aliases.
      {R"({"metadata":{"url":"inner","title":"inner"},"url":"outer"})", "outer", "", "", "inner",
       -1},
      {R"({"date":"2","date_published":"1"})", "", "", "1", "", -1},
      // Other types than expected say nothing.
      {R"({"url":1,"language":null,"title":["x"],"confidence":"high","metadata":7})", "", "", "",
       "", -1},
      {R"({"confidence":1.5})", "", "", "", "", -1},
      {"{}", "", "", "", "", -1},
  };
  RowFactsReader reader;
  for (const auto& want : kTable) {
    const auto row = reader.Read(want.row);
    ASSERT_TRUE(row.ok()) << want.row;
    EXPECT_EQ((*row)->url, want.url) << want.row;
    EXPECT_EQ((*row)->language, want.language) << want.row;
    EXPECT_EQ((*row)->date_published, want.date) << want.row;
    EXPECT_EQ((*row)->title, want.title) << want.row;
    EXPECT_EQ((*row)->confidence, want.confidence) << want.row;
  }
}

TEST(RowFacts, NoRows) {
  RowFactsReader reader;
  for (const std::string_view line : {"", "x", "[1]", "1", "{\"a\":", "{\"a\":\"\xff\"}"}) {
    const auto row = reader.Read(line);
    ASSERT_FALSE(row.ok()) << line;
    EXPECT_EQ(row.status().code(), StatusCode::kMalformed);
  }
  EXPECT_TRUE(reader.Read("{}").ok()) << "goes on behind a bad row";
}

TEST(RowFacts, BlocksHaveTheirTextOrTheirRange) {
  RowFactsReader reader;
  const auto row = reader.Read(
      R"({"text":"0123456789","blocks":[)"
      R"({"kind":"paragraph","text_start":2,"text_end":5,"html_start":7,"html_end":9,"keep":true,)"
      R"("score":0.5,"reason":"main_text"},)"
      R"({"text_start":0,"text_end":0,"html_start":9,"html_end":7,"keep":false,"reason":"form"},)"
      R"({"text_start":8,"text_end":11,"reason":"x"},{"text":"own","reason":"y"},17,)"
      R"({"text_start":-1,"html_start":1e300,"keep":"yes","score":null}]})");
  ASSERT_TRUE(row.ok());
  const auto& blocks = (*row)->blocks;
  ASSERT_EQ(blocks.size(), 5u);
  EXPECT_TRUE((*row)->has_blocks);
  EXPECT_EQ(blocks[0].text, "234");
  EXPECT_EQ(blocks[0].html_end - blocks[0].html_start, 2u);
  EXPECT_TRUE(blocks[0].keep);
  EXPECT_FALSE(blocks[1].has_text);
  EXPECT_EQ(blocks[1].html_end, blocks[1].html_start) << "never ends before it begins";
  EXPECT_FALSE(blocks[2].has_text) << "a range beyond the text";
  EXPECT_EQ(blocks[3].text, "own");
  EXPECT_FALSE(blocks[4].keep);
}

TEST(RowFacts, CoverageCountsWhatHoldsSomething) {
  RowFactsReader reader;
  const auto row = reader.Read(
      R"({"url":"u","title":"","authors":[],"tags":["a"],"license":null,"author":"x","pii":[{}]})");
  ASSERT_TRUE(row.ok());
  std::string filled;
  for (size_t i = 0; i < kCoverageFieldCount; ++i) {
    if ((*row)->filled >> i & 1) filled += std::string(kCoverageFields[i]) + " ";
  }
  EXPECT_EQ(filled, "url authors tags pii ");
}

TEST(HostOf, Table) {
  const struct {
    std::string_view hostname, url, want;
  } kTable[] = {
      {"A.Example", "https://b/", "a.example"},
      {"", "https://User@B.example:80/x?y", "b.example"},
      {"", "http://b?x", "b"},
      {"", "no url", ""},
      {"", "https://[::1]:8080/", "[::1]"},
      {"", "", ""},
      {"", "https://", ""},
  };
  std::string buffer;
  for (const auto& row : kTable) {
    RowFacts facts;
    facts.hostname = row.hostname;
    facts.url = row.url;
    EXPECT_EQ(HostOf(facts, buffer), row.want) << row.url;
  }
}

}  // namespace
}  // namespace tamis::report
