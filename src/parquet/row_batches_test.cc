#include "parquet/row_batches.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parquet/parquet.h"

namespace tamis::parquet {
namespace {

namespace fs = std::filesystem;

class RowBatchesTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!ParquetAvailable().ok()) GTEST_SKIP() << ParquetAvailable().message();
    std::string pattern = (fs::temp_directory_path() / "tamis-batches-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Path(const std::string& name) const { return (root_ / name).string(); }
  std::string Write(const std::string& name, const std::string& rows, const char* columns) const {
    std::ofstream(Path("rows"), std::ios::binary) << rows;
    EXPECT_EQ(ConvertToParquet(Path("rows"), columns, Path(name)).ToString(), "ok");
    return Path(name);
  }
  static std::string Read(const std::string& path) {
    std::string all;
    const Status status = ReadParquet(path, {}, [&all](std::string_view rows) {
      all += rows;
      return Status();
    });
    return status.ok() ? all : status.ToString();
  }

  static std::unique_ptr<RowBatch> FirstOf(const std::string& path) {
    Result<std::unique_ptr<BatchReader>> reader = ReadRowBatches(path);
    Result<std::unique_ptr<RowBatch>> batch = (*reader)->Next();
    return std::move(*batch);
  }

  fs::path root_;
};

TEST_F(RowBatchesTest, SomeRowsWithChanges) {
  std::string rows, want;
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    rows += R"({"a":)" + n + R"(,"t":"text )" + n + R"(","l":[{"x":)" + n + "}]}\n";
    if (i % 3 == 0) continue;
    want +=
        R"({"a":)" + n + R"(,"t":"new )" + n + R"(","l":[{"x":)" + n + R"(}],"size":)" + n + "}\n";
  }
  const std::string path = Write("in.parquet", rows, "a int, t text, l list<struct<x int>>");
  Result<std::unique_ptr<BatchReader>> reader = ReadRowBatches(path);
  ASSERT_TRUE(reader.ok()) << reader.status().ToString();
  std::optional<RowBatchFile> file;
  std::string json;
  for (uint32_t first = 0;;) {
    Result<std::unique_ptr<RowBatch>> batch = (*reader)->Next();
    ASSERT_TRUE(batch.ok());
    if (!*batch) break;
    if (!file) {
      Result<RowBatchFile> made =
          RowBatchFile::Create(Path("out.parquet"), **batch, "t string, size int");
      ASSERT_TRUE(made.ok()) << made.status().ToString();
      file.emplace(std::move(*made));
    }
    AppendJson(**batch, json);
    std::vector<uint32_t> taken;
    std::string changes;
    for (uint32_t i = 0; i < (*batch)->size(); ++i) {
      if ((first + i) % 3 == 0) continue;
      taken.push_back(i);
      const std::string n = std::to_string(first + i);
      changes += R"({"size":)" + n + R"(,"t":"new )" + n + "\"}\n";
    }
    ASSERT_EQ(file->Append(**batch, taken, changes).ToString(), "ok");
    first += static_cast<uint32_t>((*batch)->size());
  }
  EXPECT_EQ(json, rows);
  EXPECT_FALSE(fs::exists(Path("out.parquet"))) << "not before it is whole";
  ASSERT_EQ(file->Commit().ToString(), "ok");
  EXPECT_EQ(Read(Path("out.parquet")), want);
}

TEST_F(RowBatchesTest, ChangesThatAreNotAsPromised) {
  const std::string path = Write("in.parquet", "{\"a\":1}\n{\"a\":2}\n", "a int");
  const std::unique_ptr<RowBatch> batch = FirstOf(path);
  const std::vector<uint32_t> both = {0, 1};
  for (const char* changes : {"{\"b\":1}\n", "", "{\"b\":\"x\"}\n{\"b\":1}\n", "{\"c\":1}\n{}\n"}) {
    Result<RowBatchFile> file = RowBatchFile::Create(Path("out.parquet"), *batch, "b int");
    ASSERT_TRUE(file.ok());
    Status status = file->Append(*batch, both, changes);
    if (status.ok()) status = file->Commit();
    EXPECT_EQ(status.code(), StatusCode::kMalformed) << changes;
  }
  EXPECT_FALSE(fs::exists(Path("out.parquet")));
  EXPECT_FALSE(fs::exists(Path("out.parquet.tmp")));
  EXPECT_EQ(RowBatchFile::Create(Path("out.parquet"), *batch, "b").status().code(),
            StatusCode::kInvalidArgument);
}

TEST_F(RowBatchesTest, SameColumns) {
  const auto a = FirstOf(Write("a.parquet", "{\"a\":1}\n", "a int"));
  const auto b = FirstOf(Write("b.parquet", "{\"a\":2}\n", "a int"));
  const auto c = FirstOf(Write("c.parquet", "{\"a\":2}\n", "a double"));
  EXPECT_TRUE(a->SameColumns(*b));
  EXPECT_FALSE(a->SameColumns(*c));
}

TEST_F(RowBatchesTest, WhatCannotBeRead) {
  EXPECT_EQ(ReadRowBatches(Path("nowhere")).status().code(), StatusCode::kNotFound);
  std::ofstream(Path("no.parquet")) << "PAR1 no PAR1";
  EXPECT_EQ(ReadRowBatches(Path("no.parquet")).status().code(), StatusCode::kMalformed);
}

}  // namespace
}  // namespace tamis::parquet
