// The blocks of a batch are views of what the input was decompressed to: they must stay as they
// are, whatever is read, skipped or passed over behind them, and be the same whatever was reused.

#include "pipeline/readers/batch_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/warc/pack.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

std::string Page(size_t n) {
  return "<p>" + std::string(n * 7919 % 90000, static_cast<char>('a' + n % 26)) + "</p>";
}

std::string Record(const std::string& type, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Target-URI: http://a/\r\nContent-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

class BatchReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tamis-batch-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    std::string plain, members, rows;
    for (size_t n = 0; n < 120; ++n) {
      const std::string record = Record("resource", Page(n)) + Record("metadata", Page(n + 1));
      plain += record;
      members += test::Gzip(Record("metadata", Page(n + 2))) + test::Gzip(record);
      rows += Page(n) + '\n';
    }
    Put("members.warc.gz", members);
    Put("plain.warc", plain);
    Put("member.warc.gz", test::Gzip(plain));
    Put("rows.jsonl", "{}\n" + rows);
    for (size_t n = 0; n < 120; ++n) Put(std::to_string(n) + ".html", Page(n));
    for (size_t n = 0; n < 5 * 120; ++n) {
      if (n == 3 * 120) expected_.emplace_back("{}");
      expected_.push_back(Page(n % 120));
    }
  }
  void TearDown() override { fs::remove_all(root_); }

  void Put(const std::string& name, const std::string& content) {
    std::ofstream(root_ / name, std::ios::binary) << content;
    files_.push_back({.path = (root_ / name).string(), .name = name});
  }

  fs::path root_;
  std::vector<InputFile> files_;
  std::vector<std::string> expected_;  // blocks of all files
};

TEST_F(BatchReaderTest, BlocksStayWhileTheirBatchLives) {
  BatchReader reader(files_, {}, nullptr);
  std::deque<Batch> batches(1);
  while (reader.Fill(batches.back())) batches.emplace_back();
  EXPECT_GT(batches.size(), 10u);
  size_t n = 0;
  for (const Batch& batch : batches) {
    EXPECT_TRUE(batch.problems.empty());
    for (const Candidate& candidate : batch.candidates) {
      ASSERT_LT(n, expected_.size());
      ASSERT_TRUE(candidate.block == expected_[n]) << n;
      ++n;
    }
  }
  EXPECT_EQ(n, expected_.size());
}

TEST_F(BatchReaderTest, MemoryIsReused) {
  constexpr size_t kSkip = 70;
  BatchReader reader(files_, {.limits = {}, .skip = kSkip}, nullptr);
  Batch batches[2];
  size_t n = kSkip;
  for (size_t turn = 0; reader.Fill(batches[turn % 2]); ++turn) {
    for (const Candidate& candidate : batches[turn % 2].candidates) {
      ASSERT_LT(n, expected_.size());
      ASSERT_TRUE(candidate.block == expected_[n]) << n;
      ++n;
    }
  }
  EXPECT_EQ(n, expected_.size());
}

// A run that goes on from the end of any batch gets the next one as it was.
TEST_F(BatchReaderTest, GoesOnBehindABatch) {
  BatchReader reader(files_, {}, nullptr);
  Batch batch;
  while (reader.Fill(batch)) {
    BatchReader late(files_, {}, nullptr);
    ASSERT_TRUE(late.Start(batch.end, false).ok());
    Batch next;
    if (!late.Fill(next)) continue;
    const std::string_view first = next.candidates.at(0).block;
    const size_t taken = static_cast<size_t>(batch.end.taken);
    ASSERT_TRUE(first == expected_.at(taken)) << taken;
  }
}

}  // namespace
}  // namespace tamis::pipeline
