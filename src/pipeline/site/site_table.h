// The table of what repeats on each site: docs/formats/site-table.md has the bytes.
//
//   SiteCounter -> [SiteTableWriter -> site.table -> SiteTable] -> SiteLookup -> Extractor
//
//   header | chunk | chunk | ... | index: a line a chunk | footer
//
// Idea:   sites stand in order of their hash in chunks of some kilobytes. Only the index is held in
//         memory, a few hundredths of the table; a lookup reads one chunk.
//
// Tested: site_table_test.cc; fuzzed by fuzz/site.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/file.h"
#include "io/random_file.h"
#include "tamis/site.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// What a table was made with, and what it holds.
struct SiteTableInfo {
  uint32_t min_pages = 0;  // as SiteOptions
  uint32_t min_share_percent = 0;
  uint32_t min_words = 0;   // of the blocks that were counted
  uint64_t sites = 0;       // in the table
  uint64_t blocks = 0;      // of all of them
  uint64_t pages_seen = 0;  // of all sites, whether in the table or not
  uint64_t sites_seen = 0;

  friend bool operator==(const SiteTableInfo&, const SiteTableInfo&) = default;
};

// Writes a table, which appears under its name when it is complete.
class SiteTableWriter {
 public:
  // Errors: of io::AtomicFile, here and below.
  static Result<SiteTableWriter> Create(const std::string& path);

  // REQUIRES: host is above that of the call before; `blocks` in order of their hashes, not empty.
  Status Add(uint64_t host, uint32_t pages, std::span<const SiteBlock> blocks);
  // `info`: sites and blocks are filled in.
  Status Finish(SiteTableInfo info);

 private:
  explicit SiteTableWriter(io::AtomicFile file) : file_(std::move(file)) {}
  Status WriteChunk();

  io::AtomicFile file_;
  std::string chunk_, index_;
  uint64_t chunk_host_ = 0;  // the first of the chunk
  uint64_t sites_ = 0;
  uint64_t blocks_ = 0;
};

// The blocks of one site, as they were found.
struct SiteEntry {
  uint32_t pages = 0;  // 0: the site is not in the table
  std::vector<SiteBlock> blocks;

  SiteView view() const { return {blocks, pages}; }
};

// Reads a table.
//
// Memory:  20 bytes for each 4 KiB of the table.
// Threads: any number may look up at a time.
class SiteTable {
 public:
  // Reads and checks every byte.
  // Errors: kNotFound, kIo, kTruncated, kMalformed (with the place), kUnsupported (a newer
  // version).
  static Result<SiteTable> Open(const std::string& path);

  // `chunk` is working memory. Errors: as of Open(), when the file has changed since.
  Status Find(uint64_t host, std::string& chunk, SiteEntry& entry) const;

  const SiteTableInfo& info() const { return info_; }

 private:
  struct Chunk {
    uint64_t first_host;
    uint64_t offset;
    uint32_t size;
    uint32_t crc;
  };

  explicit SiteTable(io::RandomFile file) : file_(std::move(file)) {}
  Status ReadFooter();
  Status ReadIndex(uint64_t offset, uint64_t count, uint32_t crc);
  Status ReadChunk(const Chunk& chunk, std::string& bytes) const;
  Status CheckChunks() const;
  Status Damaged(uint64_t offset, std::string_view what) const;

  io::RandomFile file_;
  SiteTableInfo info_;
  std::vector<Chunk> chunks_;
};

}  // namespace tamis::pipeline
