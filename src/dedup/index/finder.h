// Looks for a document's likes in an index.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/deduper.h"
#include "dedup/index/index.h"
#include "store/store.h"
#include "tamis/status.h"

namespace tamis::dedup {

struct FinderOptions {
  double threshold = 0.8;  // least Jaccard similarity
  bool verify = true;      // false: to share a band is enough
  bool same_url = false;   // a document of the same URL counts, whatever its text
};

struct IndexMatch {
  CopyKind kind = CopyKind::kKept;  // never kKept
  uint64_t number = 0;
  float similarity = -1;  // -1 when it was not measured
};

// As in a run (minhash/clusters.h): the URL goes before the text, the same text before a similar
// one; of similar ones the most similar counts, of these the lowest number; a bucket offers its
// first kMaxKeptInBucket documents, and kMaxCandidates of them are compared.
//
// Threads: one a thread. REQUIRES: `index` outlives it, and is not changed.
class IndexFinder {
 public:
  IndexFinder(const Index& index, FinderOptions options);

  // REQUIRES: the signature is by the method of the index.
  Result<std::optional<IndexMatch>> Find(const Signature& signature);
  // Whether there is a document with this text and this id.
  Result<bool> Has(const ContentHash& content, std::string_view id);
  // All documents of that id.
  Status FindId(std::string_view id, std::vector<uint64_t>& numbers);

  uint64_t verified() const { return verified_; }  // pairs that were compared
  uint64_t full_buckets() const { return full_buckets_; }

 private:
  struct Candidate {
    uint64_t number;
    uint32_t bands;  // shared
  };

  // Calls `take(number)` for the documents of a key, lowest first, until it returns false.
  template <typename Take>
  Status ForEachNumber(uint16_t kind, uint64_t hash, Take&& take);
  template <typename Matches>
  Result<std::optional<uint64_t>> FindFirst(KeyKind kind, uint64_t hash, Matches&& matches);
  Status FindCandidates(const std::vector<uint64_t>& keys);
  Result<std::optional<IndexMatch>> FindNear(const Signature& signature);

  const Index& index_;
  const FinderOptions options_;
  std::unique_ptr<store::Cursor> cursor_;
  std::string key_, value_;
  StoredDocument document_;
  std::vector<uint64_t> numbers_;
  std::vector<Candidate> candidates_;
  std::vector<uint32_t> own_, other_;
  uint64_t verified_ = 0;
  uint64_t full_buckets_ = 0;
};

// The hash by which an id is found, as the row has it (JSON, say). Equal strings only.
uint64_t IdHash(std::string_view id);

}  // namespace tamis::dedup
