// The shingle sets of all documents, on disk, and how alike two of them are.
//
// A shingle is kept as the high half of its hash (the low half goes into the minima). Shingles that
// differ collide with 2^-32, so that of two texts of n shingles n^2 / 2^32 are taken for common
// that are not: the similarity is too high by n / 2^33 at most on average, 10^-7 for a page of
// 1,000 words, 10^-3 for one of 8 million.
//
// Tested:  minhash_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/temp_file.h"
#include "tamis/status.h"

namespace tamis::dedup {

// The Jaccard similarity of two sets, 0 to 1. REQUIRES: sorted, each value once.
double Jaccard(std::span<const uint32_t> a, std::span<const uint32_t> b);

// Threads: CountOf() and Load() from any number at a time once Flush() has returned; else one.
class ShingleStore {
 public:
  static Result<ShingleStore> Create(const std::string& folder);

  // The shingles of the next document, in any order, as often as they occur.
  Status Add(std::span<const uint32_t> shingles);
  // Before the first Load().
  Status Flush() { return file_.Flush(); }
  // At most so many are in the set of a document.
  uint64_t CountOf(uint32_t document) const {
    return (ends_[document] - (document == 0 ? 0 : ends_[document - 1])) / sizeof(uint32_t);
  }
  // The set of a document, sorted, in `set`.
  Status Load(uint32_t document, std::vector<uint32_t>& set) const;

 private:
  explicit ShingleStore(io::TempFile file) : file_(std::move(file)) {}

  io::TempFile file_;
  std::vector<uint64_t> ends_;  // bytes of the file, by document
};

// Sets that were loaded, up to `bytes` of them. Threads: one a thread.
class ShingleCache {
 public:
  // `store` must outlive the cache.
  ShingleCache(const ShingleStore& store, uint64_t bytes) : store_(store), bytes_(bytes) {}

  // As ShingleStore::Load(). Lifetime: until the next call.
  Result<const std::vector<uint32_t>*> Load(uint32_t document);

 private:
  const ShingleStore& store_;
  const uint64_t bytes_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> sets_;
  uint64_t held_ = 0;  // bytes
};

}  // namespace tamis::dedup
