// Counting held against a count by sets, whatever the order, the threads and the memory.

#include "pipeline/site/site_counter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "pipeline/site/distinct_counter.h"
#include "pipeline/site/site_table.h"

namespace tamis::pipeline {
namespace {

struct Page {
  uint64_t host;
  uint32_t url;
  extract::PageSketch sketch;
};

// Sites whose pages share some blocks; some pages are captured again, some say the same elsewhere.
std::vector<Page> MakePages(uint32_t seed) {
  std::mt19937 engine(seed);
  const auto random = [&engine] { return static_cast<uint32_t>(engine()); };
  std::vector<Page> pages;
  for (uint64_t host = 1; host <= 40; ++host) {
    const size_t count = 1 + random() % 30;
    for (size_t p = 0; p < count; ++p) {
      Page page{host, random(), {}};
      for (uint64_t chrome = 1; chrome <= 10; ++chrome) {
        if (random() % 10 < chrome) page.sketch.blocks.push_back(chrome * 1000 + host % 3);
      }
      for (uint64_t own = 0; own < random() % 5; ++own) page.sketch.blocks.push_back(random() | 1u);
      auto& blocks = page.sketch.blocks;
      std::sort(blocks.begin(), blocks.end());
      blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
      page.sketch.content = random();
      pages.push_back(page);
      if (random() % 4 == 0) pages.push_back(page);  // captured again, unchanged
      if (random() % 4 == 0) {                       // captured again, changed
        Page later = page;
        later.sketch.content = random();
        pages.push_back(later);
      }
      if (random() % 4 == 0) {  // the same under another address
        Page mirror = page;
        mirror.url = random();
        pages.push_back(mirror);
      }
    }
  }
  return pages;
}

// host -> pages and blocks, by sets.
std::map<uint64_t, std::pair<uint32_t, std::map<uint64_t, uint32_t>>> CountBySets(
    const std::vector<Page>& pages, const SiteOptions& options) {
  using Names = std::pair<std::set<uint32_t>, std::set<uint32_t>>;
  const auto count = [](const Names& names) {
    return static_cast<uint32_t>(std::min(names.first.size(), names.second.size()));
  };
  std::map<uint64_t, std::map<uint64_t, Names>> sites;
  for (const Page& page : pages) {
    if (page.sketch.blocks.empty()) continue;
    std::vector<uint64_t> keys = page.sketch.blocks;
    keys.push_back(kPageItself);
    for (const uint64_t key : keys) {
      sites[page.host][key].first.insert(page.url);
      sites[page.host][key].second.insert(static_cast<uint32_t>(page.sketch.content));
    }
  }
  std::map<uint64_t, std::pair<uint32_t, std::map<uint64_t, uint32_t>>> result;
  for (const auto& [host, blocks] : sites) {
    const uint32_t of_site = count(blocks.at(kPageItself));
    for (const auto& [block, names] : blocks) {
      const uint32_t n = count(names);
      if (block == kPageItself || n < options.min_pages) continue;
      if (n * 100 < options.min_share_percent * of_site) continue;
      result[host].first = of_site;
      result[host].second[block] = n;
    }
  }
  return result;
}

class SiteCounterTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // The bytes of the table.
  std::string Count(const std::vector<Page>& pages, const SiteOptions& options,
                    size_t threads = 1) {
    const std::string path = folder_ + "/table";
    {
      SiteCounter counter(folder_, options);
      std::vector<std::thread> workers;
      for (size_t t = 0; t < threads; ++t) {
        workers.emplace_back([&, t] {
          std::vector<SiteRecord> records;
          for (size_t i = t; i < pages.size(); i += threads) {
            records.clear();
            AppendRecords(pages[i].host, pages[i].url, pages[i].sketch, records);
            EXPECT_TRUE(counter.Add(records).ok());
          }
        });
      }
      for (std::thread& worker : workers) worker.join();
      const Status status = counter.WriteTable(path, nullptr);
      EXPECT_TRUE(status.ok()) << status.ToString();
    }
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  size_t FilesLeft() const {
    return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  const std::string folder_ = testing::TempDir() + "tamis_site_counter" + std::to_string(getpid());
};

TEST_F(SiteCounterTest, CountsAsSetsDo) {
  for (const uint32_t percent : {1u, 10u, 50u, 100u}) {
    const SiteOptions options{.min_pages = 3, .min_share_percent = percent};
    const std::vector<Page> pages = MakePages(percent);
    Count(pages, options);
    const Result<SiteTable> table = SiteTable::Open(folder_ + "/table");
    ASSERT_TRUE(table.ok()) << table.status().ToString();
    const auto want = CountBySets(pages, options);
    ASSERT_FALSE(want.empty());
    EXPECT_EQ(table->info().sites, want.size());
    std::string chunk;
    SiteEntry entry;
    for (uint64_t host = 0; host <= 41; ++host) {
      SCOPED_TRACE(host);
      ASSERT_TRUE(table->Find(host, chunk, entry).ok());
      const auto site = want.find(host);
      ASSERT_EQ(entry.pages, site == want.end() ? 0 : site->second.first);
      if (site == want.end()) continue;
      std::map<uint64_t, uint32_t> got;
      for (const SiteBlock& block : entry.blocks) got[block.hash] = block.pages;
      EXPECT_EQ(got, site->second.second);
    }
  }
}

TEST_F(SiteCounterTest, GivesTheSameBytesInAnyOrder) {
  std::vector<Page> pages = MakePages(5);
  const std::string want = Count(pages, {});
  std::mt19937 random(9);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(pages.begin(), pages.end(), random);
    EXPECT_EQ(Count(pages, {}), want);
  }
  std::vector<Page> twice = pages;
  twice.insert(twice.end(), pages.begin(), pages.end());
  EXPECT_EQ(Count(twice, {}), want) << "a page that is read twice counts once";
}

TEST_F(SiteCounterTest, GivesTheSameBytesWithAnyMemoryAndThreads) {
  const std::vector<Page> pages = MakePages(5);
  const std::string want = Count(pages, {});
  // 1 byte: as little as there can be, so that runs of runs are merged.
  for (const uint64_t memory : {1u, 10'000u, 100'000u}) {
    for (const size_t threads : {1u, 4u}) {
      SCOPED_TRACE(memory);
      EXPECT_EQ(Count(pages, {.memory_bytes = memory}, threads), want);
      EXPECT_EQ(FilesLeft(), 1u) << "runs are removed";
    }
  }
}

TEST_F(SiteCounterTest, SpillsThatFailAreTold) {
  SiteCounter counter(folder_ + "/missing", {.memory_bytes = 1});
  std::vector<SiteRecord> records(1000, {1, 2, 3, 4});
  EXPECT_FALSE(counter.Add(records).ok());
  EXPECT_FALSE(counter.WriteTable(folder_ + "/table", nullptr).ok());
}

TEST_F(SiteCounterTest, StopsWhenToldTo) {
  SiteCounter counter(folder_, {});
  ASSERT_TRUE(counter.Add(std::vector<SiteRecord>(1, {1, 2, 3, 4})).ok());
  const std::atomic<bool> stop{true};
  EXPECT_EQ(counter.WriteTable(folder_ + "/table", &stop).code(), StatusCode::kCancelled);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/table"));
}

TEST(DistinctCounterTest, IsExactAtFirstAndCloseLater) {
  struct Case {
    uint32_t keys;
    uint32_t times;
    double error;
  };
  constexpr Case kCases[] = {
      {0, 1, 0}, {1, 5, 0}, {65'536, 3, 0}, {65'537, 1, 0.02}, {1'000'000, 2, 0.02}};
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.keys);
    DistinctCounter up, down;
    for (uint32_t t = 0; t < c.times; ++t) {
      for (uint32_t i = 0; i < c.keys; ++i) {
        up.Add(i * 2654435761u);
        down.Add((c.keys - 1 - i) * 2654435761u);
      }
    }
    EXPECT_NEAR(static_cast<double>(up.Count()), c.keys, c.error * c.keys);
    EXPECT_EQ(up.Count(), down.Count());
    up.Clear();
    EXPECT_EQ(up.Count(), 0u);
  }
}

}  // namespace
}  // namespace tamis::pipeline
