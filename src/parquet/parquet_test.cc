#include "parquet/parquet.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "parquet/columns.h"

namespace tamis::parquet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kColumns =
    "text text, id string, n int, score double, yes bool, tags list<string>, "
    "blocks list<struct<kind string, at int>>, deep struct<a struct<b list<list<int>>>>";
constexpr char kRows[] =
    R"({"text":"a \"b\"\n\u00e9 \ud83d\ude00","id":"1","n":-9223372036854775808,"score":0.8731,)"
    R"("yes":true,"tags":["x",null,""],"blocks":[{"kind":"p","at":4294967295},{"kind":null,"at":0}],)"
    R"("deep":{"a":{"b":[[1,2],[],[3]]}}})"
    "\n"
    R"({"text":"","id":null,"n":null,"score":null,"yes":null,"tags":[],"blocks":[],)"
    R"("deep":null})"
    "\n"
    R"({"text":"only","id":null,"n":1,"score":-0.5,"yes":false,"tags":null,"blocks":null,)"
    R"("deep":{"a":null}})"
    "\n";

class ParquetTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!ParquetAvailable().ok()) GTEST_SKIP() << ParquetAvailable().message();
    std::string pattern = (fs::temp_directory_path() / "tamis-parquet-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Path(const std::string& name) const { return (root_ / name).string(); }
  std::string Put(const std::string& name, std::string_view bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }
  static std::string Bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  Status Convert(std::string_view rows, std::string_view columns,
                 const ParquetOptions& options = {}) const {
    return ConvertToParquet(Put("rows", rows), columns, Path("file"), options);
  }
  std::string Read(const std::vector<std::string>& columns = {}) const {
    std::string all;
    const Status status = ReadParquet(Path("file"), columns, [&all](std::string_view rows) {
      all += rows;
      return Status();
    });
    return status.ok() ? all : status.ToString();
  }

  fs::path root_;
};

TEST_F(ParquetTest, RowsComeBackAsTheyWere) {
  ASSERT_EQ(Convert(kRows, kColumns).ToString(), "ok");
  const std::string unescaped =
      R"({"text":"a \"b\"\né 😀",)" + std::string(kRows).substr(std::string(kRows).find("\"id\""));
  EXPECT_EQ(Read(), unescaped);
  EXPECT_EQ(Read({"n", "nowhere", "id"}),
            "{\"id\":\"1\",\"n\":-9223372036854775808}\n{\"id\":null,\"n\":null}\n"
            "{\"id\":null,\"n\":1}\n")
      << "in the order of the file";
}

TEST_F(ParquetTest, KeysThatLackAreNull) {
  ASSERT_TRUE(Convert("{}\n\n{\"b\":2}", "a int, b int, c list<int>").ok());
  EXPECT_EQ(Read(), "{\"a\":null,\"b\":null,\"c\":null}\n{\"a\":null,\"b\":2,\"c\":null}\n");
}

TEST_F(ParquetTest, KeysInAnyOrder) {
  ASSERT_TRUE(Convert("{\"c d\":[{\"y\":1,\"x\":2},{\"x\":3}],\"a\":1}\n{\"b\":2,\"a\":3}\n",
                      "a int, b int, \"c d\" list<struct<x int, y int>>")
                  .ok());
  EXPECT_EQ(Read(),
            "{\"a\":1,\"b\":null,\"c d\":[{\"x\":2,\"y\":1},{\"x\":3,\"y\":null}]}\n"
            "{\"a\":3,\"b\":2,\"c d\":null}\n");
}

TEST_F(ParquetTest, NoRowsAreAFile) {
  ASSERT_TRUE(Convert("", kColumns).ok());
  EXPECT_EQ(Read(), "");
}

TEST_F(ParquetTest, RowsThatDoNotFitAreRefusedByTheirPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"{\"a\":1}\n{\"b\":1}", "row at byte 8: `b`"},
      {"{\"a\":\"1\"}", "`a` is no integer"},
      {"{\"a\":1.5}", "`a` is no integer"},
      {"{\"a\":1,\"a\":2}", "`a` is there twice"},
      {"{\"s\":{\"x\":true,\"x\":null}}", "`x` is there twice"},
      {"{\"s\":{\"y\":1}}", "`y` is no column"},
      {"{\"s\":[]}", "`s` is no object"},
      {"[1]", "no JSON object"},
      {"{\"a\":1", "no JSON object"},
      {"{\"a\":1}{}", "no JSON object"},
      {"{\"a\":1} \xff", "no JSON object"},
  };
  for (const auto& [rows, what] : cases) {
    const Status status = Convert(rows, "a int, s struct<x bool>");
    EXPECT_EQ(status.code(), StatusCode::kMalformed) << rows;
    EXPECT_NE(status.message().find(what), std::string::npos) << status.message();
    EXPECT_NE(Read().find("cannot read"), std::string::npos) << "no half file is taken for one";
  }
}

TEST_F(ParquetTest, TheSameBytesAndManyRowGroups) {
  std::string rows;
  for (int i = 0; i < 200000; ++i) {
    rows +=
        "{\"text\":\"row " + std::to_string(i * 7919 % 100003) + " of many, with some text\"}\n";
  }
  ASSERT_TRUE(Convert(rows, "text text", {.row_group_bytes = 1 << 20}).ok());
  const std::string first = Bytes(Path("file"));
  EXPECT_EQ(Read(), rows);
  fs::remove(Path("file"));
  ASSERT_TRUE(Convert(rows, "text text", {.row_group_bytes = 1 << 20}).ok());
  EXPECT_TRUE(Bytes(Path("file")) == first);
  ASSERT_TRUE(Convert(rows, "text text").ok());
  EXPECT_LT(fs::file_size(Path("file")), first.size()) << "one row group where there were more";
  EXPECT_EQ(Read(), rows);
}

TEST_F(ParquetTest, TheSinkEndsTheReading) {
  ASSERT_TRUE(Convert(kRows, kColumns).ok());
  const Status status = ReadParquet(
      Path("file"), {}, [](std::string_view) { return Status(StatusCode::kCancelled, "enough"); });
  EXPECT_EQ(status.code(), StatusCode::kCancelled);
}

TEST_F(ParquetTest, WhatCannotBeOpenedIsNamed) {
  EXPECT_EQ(ConvertToParquet(Path("none"), "a int", Path("file")).code(), StatusCode::kNotFound);
  const std::string rows = Put("rows", "{}");
  EXPECT_EQ(ConvertToParquet(rows, "a int", Path("no/folder")).code(), StatusCode::kNotFound);
  EXPECT_EQ(ConvertToParquet(rows, "a integer", Path("file")).code(), StatusCode::kInvalidArgument);
  const auto ignore = [](std::string_view) { return Status(); };
  EXPECT_EQ(ReadParquet(Path("none"), {}, ignore).code(), StatusCode::kNotFound);
  EXPECT_EQ(ReadParquet(rows, {}, ignore).code(), StatusCode::kMalformed);
}

// A full disk, as far as a test can make one.
TEST_F(ParquetTest, AFullDiskIsTold) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  const std::string rows = Put("rows", kRows);
  fs::create_symlink("/dev/full", Path("full"));
  const Status status = ConvertToParquet(rows, kColumns, Path("full"));
  EXPECT_EQ(status.code(), StatusCode::kIo);
  EXPECT_NE(status.message().find("No space left"), std::string::npos) << status.message();
}

// Whatever stands in a file: rows or an error.
TEST_F(ParquetTest, DamagedFilesAreRefusedOrRead) {
  ASSERT_TRUE(Convert(kRows, kColumns).ok());
  const std::string good = Bytes(Path("file"));
  uint32_t random = 1;
  for (size_t round = 0; round < 400; ++round) {
    std::string bad = good;
    random = random * 1664525u + 1013904223u;
    const size_t at = (random >> 8) % bad.size();
    bad[at] = static_cast<char>(bad[at] ^ (1 << (random >> 29)));
    if (round % 4 == 0) bad.resize(at);
    Put("file", bad);
    Read();
  }
}

TEST(ParseColumns, Table) {
  for (const char* good :
       {"a int", "\"a, b<\" int", " a  int , b list< struct<x text,y list<bool>> >"}) {
    EXPECT_TRUE(ParseColumns(good).ok()) << good;
  }
  std::string deep(32, ' ');
  for (int i = 0; i < 100; ++i) deep += "a struct<";
  for (const char* bad :
       {"", "a", "a int,", "a integer", "a list", "a list<>", "a list<int", "a struct<int>",
        "a struct<>", "a int b", "a int>", ",a int", "\"a int", deep.c_str()}) {
    EXPECT_EQ(ParseColumns(bad).status().code(), StatusCode::kInvalidArgument) << bad;
  }
}

}  // namespace
}  // namespace tamis::parquet
