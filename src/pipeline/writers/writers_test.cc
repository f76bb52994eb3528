// The output folder and its shards.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "pipeline/writers/output_folder.h"
#include "pipeline/writers/shard_writer.h"
#include "pipeline/writers/summary_file.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

class WritersTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tamis-out-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Path(const std::string& name) const { return (root_ / name).string(); }
  void Put(const std::string& name) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << "x";
  }
  // {name: bytes} of all files below the folder.
  std::map<std::string, std::string> Files(const std::string& folder) const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root_ / folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      files[entry.path().lexically_relative(root_ / folder).string()] =
          std::string(std::istreambuf_iterator<char>(file), {});
    }
    return files;
  }

  fs::path root_;
};

TEST_F(WritersTest, ShardsEndWhenTheyHoldEnough) {
  ShardWriter writer(Path("a/b"), Compression::kGzip, 10);
  const std::pair<const char*, uint64_t> members[] = {{"one", 4},   {"", 0},      {"two", 5},
                                                      {"three", 1}, {"four", 30}, {"five", 2}};
  for (const auto& [member, row_bytes] : members)
    ASSERT_TRUE(writer.Append(member, row_bytes).ok());
  EXPECT_EQ(writer.shards(), 2u);
  EXPECT_FALSE(fs::exists(Path("a/b/00002.jsonl.gz"))) << "not before it is whole";
  ASSERT_TRUE(writer.Finish().ok());
  EXPECT_EQ(Files("a/b"), (std::map<std::string, std::string>{{"00000.jsonl.gz", "onetwothree"},
                                                              {"00001.jsonl.gz", "four"},
                                                              {"00002.jsonl.gz", "five"}}));
  ASSERT_TRUE(writer.Finish().ok()) << "nothing is open";
  EXPECT_EQ(writer.shards(), 3u);
}

TEST_F(WritersTest, NothingWrittenMakesNoFolder) {
  ShardWriter writer(Path("none"), Compression::kGzip, 10);
  ASSERT_TRUE(writer.Append("", 0).ok());
  ASSERT_TRUE(writer.Finish().ok());
  EXPECT_FALSE(fs::exists(Path("none")));
}

TEST_F(WritersTest, AnUnfinishedShardVanishes) {
  {
    ShardWriter writer(Path("a"), Compression::kGzip, 100);
    ASSERT_TRUE(writer.Append("half", 4).ok());
  }
  EXPECT_TRUE(Files("a").empty());
}

TEST_F(WritersTest, AFileInTheWayIsAnError) {
  Put("a");
  ShardWriter writer(Path("a/b"), Compression::kGzip, 100);
  EXPECT_EQ(writer.Append("x", 1).code(), StatusCode::kIo);
}

TEST_F(WritersTest, AFolderIsHeldByOneAtATime) {
  Result<OutputFolder> first = OutputFolder::Open(Path("out"), false);
  ASSERT_TRUE(first.ok());
  for (const bool overwrite : {false, true}) {
    EXPECT_EQ(OutputFolder::Open(Path("out"), overwrite).status().code(),
              StatusCode::kInvalidArgument);
  }
  {
    const OutputFolder moved = std::move(*first);
  }
  EXPECT_FALSE(fs::exists(Path("out/.tamis.lock")));
  EXPECT_TRUE(OutputFolder::Open(Path("out"), false).ok());
}

TEST_F(WritersTest, OverwritingDeletesByName) {
  for (const char* name :
       {"documents/00000.jsonl.gz", "documents/123456.jsonl.gz", "documents/00001.jsonl.gz.tmp",
        "documents/1.jsonl.gz", "documents/00002.jsonl", "documents/0.jsonl",
        "removed/x/00000.jsonl.gz", "removed/x/notes", "removed/00000.jsonl.gz", "summary.json",
        "00000.jsonl.gz"}) {
    Put(std::string("out/") + name);
  }
  EXPECT_FALSE(OutputFolder::Open(Path("out"), false).ok());
  EXPECT_EQ(Files("out").size(), 11u);
  ASSERT_TRUE(OutputFolder::Open(Path("out"), true).ok());
  std::map<std::string, std::string> kept;
  for (const char* name : {"documents/1.jsonl.gz", "documents/0.jsonl", "removed/x/notes",
                           "removed/00000.jsonl.gz", "00000.jsonl.gz"}) {
    kept[name] = "x";
  }
  EXPECT_EQ(Files("out"), kept);
}

TEST_F(WritersTest, TheSummaryIsOneLineOfJson) {
  RunSummary summary;
  summary.documents = 3;
  summary.skipped_by_kind["image/png"] = 2;
  summary.errors = {"a \"quoted\" problem"};
  const std::string json = SummaryJson(summary, "abc");
  EXPECT_EQ(json.find('\n'), json.size() - 1);
  EXPECT_NE(json.find(R"("skipped_by_kind":{"image/png":2})"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("complete":true)"), std::string::npos);
  ASSERT_TRUE(WriteSummary(root_.string(), json).ok());
  EXPECT_EQ(Files(".").at("summary.json"), json);
}

}  // namespace
}  // namespace tamis::pipeline
