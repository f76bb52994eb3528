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

TEST_F(WritersTest, AShardIsFullWhenItHoldsEnough) {
  const ShardOptions options{.shard_bytes = 10};
  ShardWriter writer(root_.string(), "a/b", options);
  const std::pair<const char*, uint64_t> members[] = {{"one", 4},   {"", 0},      {"two", 5},
                                                      {"three", 1}, {"four", 30}, {"five", 2}};
  for (const auto& [member, row_bytes] : members) {
    ASSERT_TRUE(writer.Append(member, row_bytes).ok());
    if (writer.full()) {
      ASSERT_TRUE(writer.Complete().ok());
    }
  }
  EXPECT_EQ(writer.shards(), 2u);
  EXPECT_FALSE(fs::exists(Path("a/b/00002.jsonl.gz"))) << "not before it is whole";
  ASSERT_TRUE(writer.Complete().ok());
  EXPECT_EQ(Files("a/b"), (std::map<std::string, std::string>{{"00000.jsonl.gz", "onetwothree"},
                                                              {"00001.jsonl.gz", "four"},
                                                              {"00002.jsonl.gz", "five"}}));
  ASSERT_TRUE(writer.Complete().ok()) << "nothing is open";
  EXPECT_EQ(writer.shards(), 3u);
}

TEST_F(WritersTest, NothingWrittenMakesNoFolder) {
  const ShardOptions options;
  ShardWriter writer(root_.string(), "none", options);
  ASSERT_TRUE(writer.Append("", 0).ok());
  ASSERT_TRUE(writer.Complete().ok());
  EXPECT_FALSE(fs::exists(Path("none")));
}

TEST_F(WritersTest, AFileInTheWayIsAnError) {
  Put("a");
  const ShardOptions options;
  ShardWriter writer(root_.string(), "a/b", options);
  EXPECT_EQ(writer.Append("x", 1).code(), StatusCode::kIo);
}

// A writer that died after `state`, with more written since.
SeriesState WriteAndDie(const std::string& corpus, const ShardOptions& options, bool complete) {
  ShardWriter writer(corpus, "d", options);
  EXPECT_TRUE(writer.Append("first", 10).ok());
  EXPECT_TRUE(writer.Complete().ok());
  EXPECT_TRUE(writer.Append("kept", 4).ok());
  const SeriesState state = writer.state();
  if (complete) {
    EXPECT_TRUE(writer.Complete().ok());
  }
  EXPECT_TRUE(writer.Append("lost", 9).ok());
  return state;
}

TEST_F(WritersTest, GoesBackToAState) {
  const ShardOptions options{.compression = Compression::kNone, .shard_bytes = 10};
  using Map = std::map<std::string, std::string>;
  struct Case {
    const char* corpus;
    bool completed;  // before it died
    bool complete;   // what the checkpoint says
    Map files;
  };
  const Case cases[] = {
      {"cut", false, false, {{"00000.jsonl", "first"}, {"00001.part", "kept"}}},
      {"not-yet", false, true, {{"00000.jsonl", "first"}, {"00001.jsonl", "kept"}}},
      {"already", true, true, {{"00000.jsonl", "first"}, {"00001.jsonl", "kept"}}},
      {"checkpoints-lost", true, false, {{"00000.jsonl", "first"}, {"00001.part", "kept"}}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.corpus);
    const SeriesState state = WriteAndDie(Path(c.corpus), options, c.completed);
    Put(std::string(c.corpus) + "/d/00001.jsonl.tmp");
    Put(std::string(c.corpus) + "/d/notes");
    {
      ShardWriter writer(Path(c.corpus), "d", options);
      ASSERT_TRUE(writer.Restore(state, c.complete).ok());
      EXPECT_EQ(writer.shards(), c.complete ? 2u : 1u);
    }
    Map expected = c.files;
    expected["notes"] = "x";
    EXPECT_EQ(Files(std::string(c.corpus) + "/d"), expected);
  }
  fs::remove(root_ / "cut/d/00001.part");
  ShardWriter writer(Path("cut"), "d", options);
  EXPECT_EQ(writer.Restore({.folder = "d", .shards = 1, .stored = 4, .row_bytes = 4}, false).code(),
            StatusCode::kTruncated);
}

TEST(ShardNameTest, Table) {
  const std::pair<const char*, const char*> own[] = {
      {"00000.jsonl.gz", ""},          {"00000.part", ""},
      {"123456.parquet", ""},          {"00001.jsonl.zst.tmp", ""},
      {"00003_00000.jsonl", "00003_"},
  };
  for (const auto& [name, prefix] : own) {
    EXPECT_TRUE(IsShardName(name, prefix)) << name;
    EXPECT_TRUE(IsShardName(name, "*")) << name;
    EXPECT_FALSE(IsShardName(name, "00009_")) << name;
  }
  for (const char* name : {"1.jsonl", "00000.txt", "a_00000.jsonl", "00000", "_00000.jsonl", ""}) {
    EXPECT_FALSE(IsShardName(name, "*")) << name;
  }
}

TEST_F(WritersTest, AFolderIsHeldByOneAtATime) {
  Result<OutputFolder> first = OutputFolder::Open(Path("out"), 1, 0, false);
  ASSERT_TRUE(first.ok());
  for (const bool overwrite : {false, true}) {
    EXPECT_EQ(OutputFolder::Open(Path("out"), 1, 0, overwrite).status().code(),
              StatusCode::kInvalidArgument);
  }
  {
    const OutputFolder moved = std::move(*first);
  }
  EXPECT_FALSE(fs::exists(Path("out/.tamis.lock")));
  EXPECT_TRUE(OutputFolder::Open(Path("out"), 1, 0, false).ok());
}

TEST_F(WritersTest, OverwritingDeletesByName) {
  for (const char* name :
       {"documents/00000.jsonl.gz", "documents/123456.jsonl.gz", "documents/00001.jsonl.gz.tmp",
        "documents/1.jsonl.gz", "documents/00002.jsonl", "documents/0.jsonl",
        "removed/x/00000.jsonl.gz", "removed/x/notes", "removed/00000.jsonl.gz", "summary.json",
        "00000.jsonl.gz"}) {
    Put(std::string("out/") + name);
  }
  EXPECT_FALSE(OutputFolder::Open(Path("out"), 1, 0, false).ok());
  EXPECT_EQ(Files("out").size(), 11u);
  ASSERT_TRUE(OutputFolder::Open(Path("out"), 1, 0, true).ok());
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
  ASSERT_TRUE(WriteSummary(Path("summary.json"), json).ok());
  EXPECT_EQ(Files(".").at("summary.json"), json);
}

}  // namespace
}  // namespace tamis::pipeline
