#include "parquet/inferred_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parquet/columns.h"

namespace tamis::parquet {
namespace {

void AddRow(const std::string& row, ColumnFinder& finder) {
  json::TreeReader reader;
  const Result<std::span<const json::Node>> nodes = reader.Read(row);
  ASSERT_TRUE(nodes.ok()) << row;
  finder.Add(*nodes);
}

// What the rows ask for; each row is found by a finder of its own, and merged.
std::string ColumnsOf(const std::vector<std::string>& rows, const std::string& known = "") {
  ColumnFinder all;
  for (const std::string& row : rows) {
    ColumnFinder one;
    AddRow(row, one);
    all.Merge(one);
  }
  std::vector<Column> columns;
  if (!known.empty()) columns = *ParseColumns(known);
  const Result<std::string> found = all.Columns(columns);
  if (!found.ok()) return found.status().message();
  const Result<std::vector<Column>> parsed = ParseColumns(*found);
  EXPECT_TRUE(parsed.ok()) << *found;
  std::string plain = *found;
  std::erase(plain, '"');
  return plain;
}

TEST(ColumnFinder, Types) {
  EXPECT_EQ(ColumnsOf({R"({"s":"x","b":true,"i":9007199254740993,"d":1.0,"n":null})"}),
            "s string,b bool,i int,d double,n string");
  EXPECT_EQ(ColumnsOf({R"({"a":1})", R"({"a":null,"b":"x"})", R"({"b":null,"a":0.5})"}),
            "a double,b string");
  EXPECT_EQ(ColumnsOf({R"({"l":[],"m":[[1],[],null],"s":{"x":[{"y":1}]}})",
                       R"({"s":{"z":false,"x":[{"y":2,"w":"v"}]}})"}),
            "l list<string>,m list<list<int>>,s struct<x list<struct<y int,w string>>,z bool>");
  EXPECT_EQ(ColumnsOf({R"({"u":18446744073709551615})"}), "u double");
}

TEST(ColumnFinder, KnownColumnsSayWhatRowsDoNot) {
  const std::string known = "l list<struct<x int>>, text text, d double, s struct<a int, b bool>";
  EXPECT_EQ(ColumnsOf({R"({"d":1,"l":[],"text":"t","s":{"b":null},"other":[]})"}, known),
            "d double,l list<struct<x int>>,text text,s struct<a int,b bool>,other list<string>");
  EXPECT_EQ(ColumnsOf({R"({"l":[1],"text":2,"s":{"c":1}})"}, known),
            "l list<int>,text int,s struct<c int>")
      << "of other types";
}

TEST(ColumnFinder, WhatNoColumnHolds) {
  EXPECT_NE(ColumnsOf({R"({"a":{"b":[1,"x"]}})"}).find("`a.b` has values of different types"),
            std::string::npos);
  EXPECT_NE(ColumnsOf({R"({"a":{}})"}).find("without members"), std::string::npos);
  EXPECT_NE(ColumnsOf({R"({"a\"b":1})"}).find("cannot name a column"), std::string::npos);
  std::string map = "{\"m\":{";
  for (int i = 0; i < 3000; ++i) map += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
  EXPECT_NE(ColumnsOf({map + "}}"}).find("different keys"), std::string::npos);
}

TEST(ColumnFinder, NamesOfAnyKind) {
  EXPECT_EQ(ColumnsOf({R"({"a b":1,"x<y>,z":[1],"":true})"}), "a b int,x<y>,z list<int>, bool");
}

}  // namespace
}  // namespace tamis::parquet
