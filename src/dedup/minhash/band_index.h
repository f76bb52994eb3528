// Which documents share a band with another one: the first, wide net of near duplicates.
//
// The keys stand on disk, a file a band, in the order of the documents; one band at a time is
// sorted in memory, 16 bytes a document and thread.
//
// Tested:  minhash_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/temp_file.h"
#include "tamis/status.h"

namespace tamis::dedup {

// Documents by the buckets that they share with others.
struct Buckets {
  uint32_t count = 0;                // of buckets; each holds two documents or more
  std::vector<uint64_t> first = {};  // of document d: ids[first[d]] up to ids[first[d + 1]]
  std::vector<uint32_t> ids = {};

  std::span<const uint32_t> Of(uint32_t document) const {
    return std::span(ids).subspan(first[document], first[document + 1] - first[document]);
  }
};

class BandIndex {
 public:
  static Result<BandIndex> Create(const std::string& folder, uint32_t bands);

  // The keys of the next document, one a band.
  Status Add(std::span<const uint64_t> keys);
  // Of the documents whose number is set in `active`.
  Result<Buckets> Find(const std::vector<bool>& active, uint32_t threads);

 private:
  struct Membership {
    uint32_t document;
    uint32_t bucket;
  };
  struct BandBuckets {
    std::vector<Membership> members;
    uint32_t count = 0;
  };
  Status FindInBand(size_t band, const std::vector<bool>& active, BandBuckets& out) const;

  std::vector<io::TempFile> files_;
};

}  // namespace tamis::dedup
