// Exact counts of any number of keys in bounded memory: hosts of a crawl are too many to hold,
// and which of them are frequent shows only at the end.
//
//   Add() -> hash map -> (full) -> sorted run in a temporary file -> merged by ForEach()
//
// Tested:  key_counts_test.cc.

#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tamis/status.h"

namespace tamis::report {

// What is counted of a key.
struct Tally {
  uint64_t documents = 0;
  uint64_t removed = 0;
  uint64_t bytes = 0;

  uint64_t rows() const { return documents + removed; }
  Tally& operator+=(const Tally& other) {
    documents += other.documents;
    removed += other.removed;
    bytes += other.bytes;
    return *this;
  }
  bool operator==(const Tally&) const = default;
};

// Keys live in tables, named by a number. Longer keys than kMaxKeyBytes are cut at the end of a
// character, so that a hostile row cannot fill the memory.
//
// Memory:  about `memory_bytes`, and 32 kB for each of at most kMaxRuns runs while merging.
// Errors:  kIo when the temporary file cannot be written or read; then it stays so.
// Threads: one at a time.
class KeyCounts {
 public:
  static constexpr size_t kMaxKeyBytes = 255;
  static constexpr size_t kMaxRuns = 64;

  explicit KeyCounts(uint64_t memory_bytes) : memory_bytes_(memory_bytes) {}

  Status Add(uint8_t table, std::string_view key, const Tally& tally);

  // Calls `visit` once for each key, tables in order, keys in the order of their bytes.
  using Visit = std::function<void(uint8_t table, std::string_view key, const Tally& tally)>;
  Status ForEach(const Visit& visit);

  bool spilled() const { return !runs_.empty(); }

 private:
  struct File {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using TemporaryFile = std::unique_ptr<std::FILE, File>;
  struct Run {
    uint64_t begin = 0;  // bytes of the file, [begin, end)
    uint64_t end = 0;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  class RunReader;

  Status Spill();
  Status MergeRuns(const Visit& visit);
  Status MergeIntoOne();
  static Status OpenTemporary(TemporaryFile& file);

  const uint64_t memory_bytes_;
  uint64_t used_bytes_ = 0;
  // The first byte of a key is its table.
  std::unordered_map<std::string, Tally, Hash, std::equal_to<>> counts_;
  std::string key_;  // of the Add() that is going on
  TemporaryFile file_;
  std::vector<Run> runs_;
};

// `text` cut to at most `size` bytes at the end of a character.
std::string_view CutUtf8(std::string_view text, size_t size);

}  // namespace tamis::report
