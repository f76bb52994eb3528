#include "pipeline/writers/journal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "io/file.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

class JournalTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tamis-journal-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = (folder_ / "manifest.jsonl").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Bytes() const { return *io::ReadSmallFile(path_, 1 << 20); }

  fs::path folder_;
  std::string path_;
};

const RunIdentity kIdentity{.engine = "1.2.3",
                            .options = {{"skip", "0"}, {"names \"quoted\"", "a,b"}},
                            .inputs = {{"a.warc.gz", 10}, {"b\n.html", 0}}};

Checkpoint SomeCheckpoint() {
  Checkpoint checkpoint;
  checkpoint.input = {.file = 1,
                      .in_file = {.steps = 7, .direct = true, .file_offset = 5, .stream_offset = 9},
                      .closed_bytes = 10,
                      .passed = 2,
                      .taken = 3};
  checkpoint.series = {{.folder = "documents", .shards = 2, .stored = 77, .row_bytes = 300}};
  checkpoint.counts.records = 12;
  checkpoint.counts.removed_by_reason["extract_empty"] = 4;
  checkpoint.counts.skipped_by_kind["a \"type\""] = 5;
  return checkpoint;
}

TEST_F(JournalTest, WhatIsWrittenIsRead) {
  Result<Journal> journal = Journal::Create(path_, kIdentity);
  ASSERT_TRUE(journal.ok());
  ASSERT_TRUE(journal->AddProblem("first\nline").ok());
  ASSERT_TRUE(journal->AddCheckpoint(SomeCheckpoint()).ok());
  ASSERT_TRUE(journal->AddProblem("not counted yet").ok());
  const Result<Manifest> manifest = ReadManifest(Bytes());
  ASSERT_TRUE(manifest.ok());
  EXPECT_EQ(Difference(manifest->identity, kIdentity), "");
  EXPECT_EQ(manifest->problems, std::vector<std::string>{"first\nline"});
  EXPECT_FALSE(manifest->ended);
  ASSERT_TRUE(manifest->checkpoint.has_value());
  const Checkpoint& read = *manifest->checkpoint;
  const Checkpoint written = SomeCheckpoint();
  EXPECT_EQ(read.series, written.series);
  EXPECT_EQ(read.input.file, 1u);
  EXPECT_EQ(read.input.in_file.steps, 7u);
  EXPECT_TRUE(read.input.in_file.direct);
  EXPECT_EQ(read.input.in_file.file_offset, 5u);
  EXPECT_EQ(read.input.in_file.stream_offset, 9u);
  EXPECT_EQ(read.input.closed_bytes, 10u);
  EXPECT_EQ(read.input.passed, 2u);
  EXPECT_EQ(read.input.taken, 3u);
  EXPECT_EQ(read.counts.records, 12u);
  EXPECT_EQ(read.counts.removed_by_reason, written.counts.removed_by_reason);
  EXPECT_EQ(read.counts.skipped_by_kind, written.counts.skipped_by_kind);
  EXPECT_FALSE(read.done);

  ASSERT_TRUE(journal->AddEnd(1.5, 1000).ok());
  EXPECT_TRUE(ReadManifest(Bytes())->ended);
}

// Cut anywhere, a manifest tells of a state that was whole before.
TEST_F(JournalTest, AnyPrefixIsAnEarlierState) {
  Result<Journal> journal = Journal::Create(path_, kIdentity);
  ASSERT_TRUE(journal.ok());
  const size_t described = Bytes().size();
  ASSERT_TRUE(journal->AddProblem("p").ok());
  ASSERT_TRUE(journal->AddCheckpoint(SomeCheckpoint()).ok());
  const size_t first = Bytes().size();
  Checkpoint later = SomeCheckpoint();
  later.done = true;
  ASSERT_TRUE(journal->AddCheckpoint(later).ok());
  const std::string bytes = Bytes();
  for (size_t size = 0; size <= bytes.size(); ++size) {
    const Result<Manifest> manifest = ReadManifest(std::string_view(bytes).substr(0, size));
    SCOPED_TRACE(size);
    if (size < described) {
      EXPECT_EQ(manifest.status().code(), StatusCode::kTruncated);
      continue;
    }
    ASSERT_TRUE(manifest.ok());
    EXPECT_EQ(manifest->checkpoint.has_value(), size >= first);
    EXPECT_EQ(manifest->problems.size(), size >= first ? 1u : 0u);
    EXPECT_EQ(manifest->bytes, size < first ? described : size < bytes.size() ? first : size);
  }
}

TEST_F(JournalTest, GarbageBehindACheckpointIsCutOff) {
  Result<Journal> journal = Journal::Create(path_, kIdentity);
  ASSERT_TRUE(journal.ok());
  ASSERT_TRUE(journal->AddCheckpoint(SomeCheckpoint()).ok());
  const std::string good = Bytes();
  for (const std::string& garbage :
       {std::string(5000, '\0'), std::string("{\"event\":\"unheard of\"}\n{}\n"),
        std::string("\n\n[]\n"), good}) {
    const Result<Manifest> manifest = ReadManifest(good + garbage);
    ASSERT_TRUE(manifest.ok());
    EXPECT_EQ(manifest->bytes, good.size());
  }
  Result<Journal> again = Journal::Continue(path_, good.size());
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(again->AddEnd(0, 0).ok());
  EXPECT_TRUE(ReadManifest(Bytes())->ended);
}

TEST(ManifestTest, WhatIsNone) {
  EXPECT_EQ(ReadManifest("").status().code(), StatusCode::kTruncated);
  EXPECT_EQ(ReadManifest("{}\n").status().code(), StatusCode::kTruncated);
  EXPECT_EQ(ReadManifest(R"({"event":"run","format":"tamis-manifest","version":2})"
                         "\n")
                .status()
                .code(),
            StatusCode::kUnsupported);
}

TEST(ManifestTest, DifferencesAreNamed) {
  RunIdentity other = kIdentity;
  other.engine = "2.0.0";
  other.options[0].second = "5";
  other.inputs[1].second = 3;
  EXPECT_EQ(Difference(kIdentity, other),
            "`tamis --version` was 1.2.3, is 2.0.0; `skip` was 0, is 5; "
            "input b\n.html had 0 bytes, has 3");
  other = kIdentity;
  other.options.emplace_back("new", "1");
  other.inputs.pop_back();
  EXPECT_EQ(Difference(kIdentity, other),
            "`new` was not set, is 1; there were 2 input files, there are 1");
}

}  // namespace
}  // namespace tamis::pipeline
