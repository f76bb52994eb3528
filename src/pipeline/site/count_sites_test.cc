// The first pass over files: the same table whatever the order, the threads and the memory.

#include "pipeline/site/count_sites.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extract/site/block_hash.h"
#include "pipeline/site/site_key.h"

namespace tamis::pipeline {
namespace {

const std::string kShared = "This paper is printed in the town of Millbridge on recycled paper.";

std::string Row(const std::string& url, const std::string& member, const std::string& text) {
  return R"({"url":")" + url + R"(",")" + member + R"(":")" + text + "\"}\n";
}

class CountSitesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    for (int file = 0; file < 5; ++file) {
      std::string rows;
      for (int i = 0; i < 20; ++i) {
        // In letters: pages that differ in digits only are one page.
        const std::string page = {static_cast<char>('a' + file), static_cast<char>('a' + i)};
        const std::string own = "Only the page " + page + " says so, in as many as ten words.";
        const std::string site = i % 2 == 0 ? "https://a.example/" : "https://b.example/";
        rows += Row(site + page, "html", "<p>" + own + "<p>" + kShared);
        rows += Row("https://text.example/" + page, "text", own + "\\n" + kShared);
        rows += Row("https://text.example/" + page, "text", own + "\\n" + kShared);  // again
      }
      rows += "no JSON\n{\"url\":\"https://a.example/z\"}\n";
      Write(std::to_string(file) + ".jsonl", rows);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ + "/" + name) << bytes;
    files_.push_back({.path = folder_ + "/" + name, .name = name, .bytes = bytes.size()});
  }
  Result<SiteTable> Count(uint32_t threads = 1, const std::atomic<bool>* stop = nullptr) {
    return CountSites(files_, options_, {.threads = threads, .batches = 2 * threads + 1},
                      {.table_path = table_, .counting_path = folder_ + "/counting"},
                      {.stop = stop});
  }
  std::string Bytes() const {
    std::ifstream in(table_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const std::string folder_ = testing::TempDir() + "tamis_count_sites" + std::to_string(getpid());
  const std::string table_ = folder_ + "/table";
  std::vector<InputFile> files_;
  RunOptions options_;
};

TEST_F(CountSitesTest, CountsPagesOfHtmlAndOfText) {
  const Result<SiteTable> table = Count();
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  EXPECT_EQ(table->info().sites_seen, 3u);
  EXPECT_EQ(table->info().pages_seen, 200u);
  EXPECT_EQ(table->info().blocks, 3u);
  SiteKeys keys;
  SiteEntry entry;
  std::string chunk;
  for (const auto& [url, pages] :
       {std::pair("https://a.example/", 50u), std::pair("https://b.example/", 50u),
        std::pair("https://text.example/", 100u)}) {
    ASSERT_TRUE(table->Find(keys.Host(url), chunk, entry).ok());
    EXPECT_EQ(entry.pages, pages);
    ASSERT_EQ(entry.blocks.size(), 1u);
    EXPECT_EQ(entry.blocks[0].hash, extract::HashBlock(kShared));
    EXPECT_EQ(entry.blocks[0].pages, pages);
  }
}

TEST_F(CountSitesTest, GivesTheSameBytesInAnyOrderWithAnyThreadsAndMemory) {
  ASSERT_TRUE(Count().ok());
  const std::string want = Bytes();
  ASSERT_GT(want.size(), 100u);
  for (const uint32_t threads : {1u, 2u, 4u}) {
    for (const uint64_t memory : {uint64_t{1}, uint64_t{1} << 20}) {
      std::rotate(files_.begin(), files_.begin() + 2, files_.end());
      options_.site.memory_bytes = memory;
      ASSERT_TRUE(Count(threads).ok());
      EXPECT_EQ(Bytes(), want);
      EXPECT_FALSE(std::filesystem::exists(folder_ + "/counting"));
    }
  }
}

TEST_F(CountSitesTest, StopsAndLeavesNothing) {
  const std::atomic<bool> stop{true};
  EXPECT_EQ(Count(2, &stop).status().code(), StatusCode::kCancelled);
  EXPECT_FALSE(std::filesystem::exists(table_));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/counting"));
}

TEST_F(CountSitesTest, PassesOverWhatCannotBeRead) {
  ASSERT_TRUE(Count().ok());
  const std::string want = Bytes();
  files_.push_back({.path = folder_ + "/missing", .name = "missing"});
  Write("damaged.warc.gz", "\x1f\x8b damaged");
  const Result<SiteTable> table = Count();
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  EXPECT_EQ(Bytes(), want);
}

TEST_F(CountSitesTest, RefusesWhatCanBeReadOnce) {
  files_.push_back({.path = "-", .name = "-"});
  EXPECT_EQ(Count().status().code(), StatusCode::kInvalidArgument);
  files_.back() = {.path = "/dev/null", .name = "null"};
  EXPECT_EQ(Count().status().code(), StatusCode::kInvalidArgument);
}

TEST_F(CountSitesTest, TellsWhereNothingCanBeWritten) {
  const Result<SiteTable> table = CountSites(
      files_, options_, {}, {.table_path = "/missing/table", .counting_path = "/missing/c"}, {});
  EXPECT_FALSE(table.ok());
}

}  // namespace
}  // namespace tamis::pipeline
