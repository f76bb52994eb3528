// Tables written and read back; every damaged byte is seen.

#include "pipeline/site/site_table.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace tamis::pipeline {
namespace {

struct Site {
  uint64_t host;
  uint32_t pages;
  std::vector<SiteBlock> blocks;
};

class SiteTableTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void Write(const std::vector<Site>& sites) {
    Result<SiteTableWriter> writer = SiteTableWriter::Create(path_);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (const Site& site : sites) {
      ASSERT_TRUE(writer->Add(site.host, site.pages, site.blocks).ok());
    }
    ASSERT_TRUE(writer->Finish({.min_pages = 3, .min_share_percent = 10, .min_words = 8}).ok());
  }
  std::string Bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void Replace(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }
  static std::vector<Site> MakeSites(size_t count, uint32_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Site> sites;
    uint64_t host = 0;
    for (size_t i = 0; i < count; ++i) {
      Site site{host += 1 + random() % (UINT64_MAX / 2 / count), 3 + uint32_t(random() % 100), {}};
      uint64_t hash = 0;
      for (uint64_t n = 1 + random() % 60; n-- > 0;) {
        site.blocks.push_back({hash += 1 + random() % (UINT64_MAX / 64), uint32_t(random() % 99)});
      }
      sites.push_back(site);
    }
    return sites;
  }

  const std::string path_ = testing::TempDir() + "tamis_site.table" + std::to_string(getpid());
};

TEST_F(SiteTableTest, FindsWhatWasWritten) {
  for (const size_t count : {0u, 1u, 2u, 500u}) {
    SCOPED_TRACE(count);
    const std::vector<Site> sites = MakeSites(count, 7);
    Write(sites);
    const Result<SiteTable> table = SiteTable::Open(path_);
    ASSERT_TRUE(table.ok()) << table.status().ToString();
    EXPECT_EQ(table->info().sites, count);
    EXPECT_EQ(table->info().min_share_percent, 10u);
    std::string chunk;
    SiteEntry entry;
    uint64_t before = 0;
    for (const Site& site : sites) {
      ASSERT_TRUE(table->Find(site.host, chunk, entry).ok());
      EXPECT_EQ(entry.pages, site.pages);
      ASSERT_EQ(entry.blocks.size(), site.blocks.size());
      for (size_t i = 0; i < site.blocks.size(); ++i) {
        EXPECT_EQ(entry.blocks[i].hash, site.blocks[i].hash);
        EXPECT_EQ(entry.blocks[i].pages, site.blocks[i].pages);
      }
      if (site.host > before + 1) {
        ASSERT_TRUE(table->Find(site.host - 1, chunk, entry).ok());
        EXPECT_EQ(entry.pages, 0u);
        EXPECT_TRUE(entry.blocks.empty());
      }
      before = site.host;
    }
    ASSERT_TRUE(table->Find(UINT64_MAX, chunk, entry).ok());
    EXPECT_EQ(entry.pages, 0u);
  }
}

TEST_F(SiteTableTest, RefusesEveryDamagedByte) {
  Write(MakeSites(12, 3));  // two chunks
  const std::string good = Bytes();
  ASSERT_GT(good.size(), 4096u);
  const size_t tail = good.size() - 200;  // the index and the footer are in it
  for (size_t i = 0; i < good.size(); i += i < 200 || i >= tail ? 1 : 11) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x20);
    Replace(bad);
    const Result<SiteTable> table = SiteTable::Open(path_);
    ASSERT_FALSE(table.ok()) << "byte " << i;
    const StatusCode code = table.status().code();
    EXPECT_TRUE(code == StatusCode::kMalformed || code == StatusCode::kUnsupported);
  }
  for (size_t size = 0; size < good.size(); size += 37) {
    Replace(good.substr(0, size));
    ASSERT_FALSE(SiteTable::Open(path_).ok()) << "cut to " << size;
  }
  Replace(good + "x");
  EXPECT_FALSE(SiteTable::Open(path_).ok());
  Replace(good);
  EXPECT_TRUE(SiteTable::Open(path_).ok());
}

TEST_F(SiteTableTest, SeesThatTheFileHasChangedSince) {
  const std::vector<Site> sites = MakeSites(12, 3);
  Write(sites);
  const Result<SiteTable> table = SiteTable::Open(path_);
  ASSERT_TRUE(table.ok());
  std::string bytes = Bytes();
  bytes[30] = static_cast<char>(bytes[30] ^ 1);
  Replace(bytes);
  std::string chunk;
  SiteEntry entry;
  EXPECT_EQ(table->Find(sites[0].host, chunk, entry).code(), StatusCode::kMalformed);
}

// docs/formats/site-table.md, byte for byte.
TEST_F(SiteTableTest, HasTheDocumentedBytes) {
  Write({{0x0102030405060708u, 5, {{0x1122334455667788u, 4}}}});
  const std::string bytes = Bytes();
  ASSERT_EQ(bytes.size(), 16u + 28u + 24u + 80u);
  EXPECT_EQ(bytes.substr(0, 16), std::string("TAMISITE\x01\0\0\0\0\0\0\0", 16));
  EXPECT_EQ(bytes.substr(16, 28), std::string("\x08\x07\x06\x05\x04\x03\x02\x01\x05\0\0\0\x01\0\0\0"
                                              "\x88\x77\x66\x55\x44\x33\x22\x11\x04\0\0\0",
                                              28));
  EXPECT_EQ(bytes.substr(44, 20),
            std::string("\x08\x07\x06\x05\x04\x03\x02\x01\x10\0\0\0\0\0\0\0\x1C\0\0\0", 20));
  EXPECT_EQ(bytes.substr(68, 16), std::string("\x2C\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0", 16));
  EXPECT_EQ(bytes.substr(140), "TAMISITE");
}

}  // namespace
}  // namespace tamis::pipeline
