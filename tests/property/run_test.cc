// What must hold for a corpus, whatever the input.

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "tamis/pipeline.h"
#include "tests/property/pages.h"

namespace tamis {
namespace {

namespace fs = std::filesystem;

class RunProperty : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tamis-run-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    uint64_t seed = 0;
    // Enough for several batches: files are padded with comments.
    for (const std::string& page : property::ExamplePages()) {
      for (int copy = 0; copy < 12; ++copy, ++seed) {
        const char* folder = seed % 2 == 0 ? "even" : "odd";
        const std::string padding = "<!--" + std::string(seed % 5 * 60'000, '-') + "-->";
        Put(std::string(folder) + "/" + std::to_string(1000 + seed) + ".html",
            property::Damage(page, seed) + padding);
      }
    }
  }
  void TearDown() override { fs::remove_all(root_); }

  void Put(const std::string& name, const std::string& bytes) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << bytes;
  }

  std::string Path(const std::string& name) const { return (root_ / name).string(); }

  RunSummary RunInto(const std::string& output, const std::vector<std::string>& inputs,
                     uint32_t threads, uint64_t shard_bytes = 1u << 20) {
    RunOptions options;
    options.threads = threads;
    options.shard_bytes = shard_bytes;
    std::vector<std::string> paths;
    for (const std::string& input : inputs) paths.push_back(Path(input));
    const Result<RunSummary> summary = tamis::Run(paths, Path(output), options);
    EXPECT_TRUE(summary.ok()) << summary.status().ToString();
    return summary.ok() ? *summary : RunSummary();
  }

  // {name: bytes} of the shards.
  std::map<std::string, std::string> Shards(const std::string& output) const {
    std::map<std::string, std::string> shards;
    for (const auto& entry : fs::recursive_directory_iterator(root_ / output)) {
      if (entry.path().extension() != ".gz") continue;
      shards[entry.path().lexically_relative(root_ / output).string()] =
          property::ReadWhole(entry.path());
    }
    return shards;
  }

  // All rows of a part, in order.
  std::string Rows(const std::string& output, const std::string& part) const {
    std::string rows;
    for (const auto& [name, bytes] : Shards(output)) {
      if (!name.starts_with(part)) continue;
      io::MemorySource source(bytes);
      io::DecodedStream stream(source);
      const Result<std::string> decoded = io::ReadAll(stream, 1u << 30);
      EXPECT_TRUE(decoded.ok());
      if (decoded.ok()) rows += *decoded;
    }
    return rows;
  }

  fs::path root_;
};

TEST_F(RunProperty, ThreadsDoNotChangeABit) {
  RunInto("one", {"even", "odd"}, 1);
  const auto want = Shards("one");
  ASSERT_GT(want.size(), 1u);
  for (const uint32_t threads : {2u, 3u, 8u}) {
    const std::string output = "threads" + std::to_string(threads);
    RunInto(output, {"even", "odd"}, threads);
    EXPECT_TRUE(Shards(output) == want) << threads << " threads";
  }
}

TEST_F(RunProperty, ShardSizeChangesShardsNotRows) {
  RunInto("large", {"even", "odd"}, 2, 1u << 30);
  RunInto("small", {"even", "odd"}, 2, 1);
  EXPECT_GT(Shards("small").size(), Shards("large").size());
  for (const char* part : {"documents", "removed"})
    EXPECT_EQ(Rows("large", part), Rows("small", part));
}

TEST_F(RunProperty, TheCorpusOfTwoInputsIsTheTwoCorpora) {
  const RunSummary both = RunInto("both", {"even", "odd"}, 2);
  const RunSummary even = RunInto("e", {"even"}, 2);
  const RunSummary odd = RunInto("o", {"odd"}, 2);
  EXPECT_EQ(Rows("both", "documents"), Rows("e", "documents") + Rows("o", "documents"));
  EXPECT_EQ(both.records, even.records + odd.records);
  EXPECT_EQ(both.documents, even.documents + odd.documents);
  EXPECT_EQ(both.text_bytes, even.text_bytes + odd.text_bytes);
  EXPECT_EQ(both.records, both.documents + both.removed + both.skipped);
}

TEST_F(RunProperty, HooksComeOneAtATimeAndStopEndsTheRun) {
  for (int i = 0; i < 50; ++i) Put("even/empty" + std::to_string(i) + ".html", "");
  std::atomic<int> inside{0};
  std::atomic<bool> stop{false};
  int problems = 0;
  RunHooks hooks;
  hooks.progress = [&](const RunProgress& progress) {
    EXPECT_EQ(inside.fetch_add(1), 0);
    EXPECT_LE(progress.documents, progress.records);
    inside.fetch_sub(1);
  };
  hooks.problem = [&](std::string_view sentence) {
    EXPECT_EQ(inside.fetch_add(1), 0);
    EXPECT_NE(sentence.find("empty"), std::string_view::npos);
    ++problems;
    inside.fetch_sub(1);
  };
  hooks.stop = &stop;
  const Result<RunSummary> all = tamis::Run({Path("even")}, Path("all"), {.threads = 4}, hooks);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(problems, 50);
  EXPECT_FALSE(all->stopped);

  stop = true;
  const Result<RunSummary> none = tamis::Run({Path("even")}, Path("none"), {.threads = 4}, hooks);
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->stopped);
  EXPECT_EQ(none->records, 0u);
}

}  // namespace
}  // namespace tamis
