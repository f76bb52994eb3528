// A sample of rows, and which other rows can decide what becomes of them.
//
// Idea:   a sample that is compared with itself finds next to nothing: of rows drawn at 1 % the
//         partner is in for 1 %. So the rows of the sample are compared with all: a row that shares
//         no band with any of them can be no candidate of theirs, and is passed over.
// Catch:  whether a candidate stays itself can depend on rows that share no band with the sample.
//         Those are at a distance of two: a row A for which B goes, which is near row C of the
//         sample. A and C are then at least 2 * threshold - 1 similar, and most share a band.
//
// Tested: preview_sample_test.cc, tests/dedup/test_preview.py.

#pragma once

#include <compare>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/deduper.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_facts.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Band keys and URLs of some rows.
class SharedKeys {
 public:
  void Add(const dedup::Signature& signature);
  // Whether a row has one of them.
  bool Has(const dedup::Signature& signature) const;

 private:
  // A bit for many hashes: most rows are told apart without a look into the set.
  static constexpr size_t kFilterBits = size_t{1} << 24;

  bool HasKey(uint64_t key) const { return filter_[key % kFilterBits] && keys_.contains(key); }

  std::vector<bool> filter_ = std::vector<bool>(kFilterBits);
  std::unordered_set<uint64_t> keys_;
};

struct PreviewSample {
  uint64_t rows = 0;                   // of all files
  std::vector<uint32_t> numbers = {};  // of the rows of the sample, sorted
  SharedKeys keys = {};
};

// Reads the files and draws `options.preview_sample` rows without replacement: those whose numbers
// have the smallest hashes. Errors: those of reading; kCancelled.
Result<PreviewSample> DrawSample(const std::vector<corpus::Shard>& files,
                                 const DedupOptions& options, Follower& follower);

// Which rows a preview takes up: the sample, and what can decide about it.
// Memory: 60 bytes for each text that was taken up.
class PreviewFilter {
 public:
  PreviewFilter(const PreviewSample& sample, bool same_url)
      : sample_(sample), same_url_(same_url) {}

  // As WantedRow.
  bool Wants(uint32_t number, const RowFacts& facts);

  // Of the rows that were wanted, in order: whether they are of the sample.
  const std::vector<bool>& sampled() const { return sampled_; }

 private:
  // Of rows of the same text the greatest stays: RankRows().
  struct Rank {
    uint64_t rank;
    uint32_t text_bytes;
    uint64_t inverse_row_hash;
    auto operator<=>(const Rank&) const = default;
  };

  const PreviewSample& sample_;
  const bool same_url_;
  size_t next_ = 0;  // in sample_.numbers
  std::vector<bool> sampled_;
  std::unordered_map<uint64_t, Rank> best_;  // by content
};

}  // namespace tamis::pipeline
