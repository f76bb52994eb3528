// Finds copies and near copies among texts, with a memory that is small against them.
//
//   text -> [TextSigner] -> Signature -> [Deduper::Add] -> ... -> [Deduper::Find] -> who goes for
//   whom
//
// Documents are numbers here, in the order of Add(); what they are called, where they lie and which
// one of two should stay is the caller's.
//
// Memory: some 40 bytes a document; while Find() works, 16 bytes a document and thread, and 8 for
//         each band that two documents share. Disk: 8 bytes a band and 4 bytes a word.
// Tested: minhash/minhash_test.cc, tests/cli/test_dedup.py, bench/dedup/known_truth.py.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/exact/content_hash.h"
#include "dedup/minhash/band_index.h"
#include "dedup/minhash/clusters.h"
#include "dedup/minhash/shingle_store.h"
#include "dedup/signature/minhash.h"
#include "dedup/signature/shingles.h"
#include "tamis/status.h"

namespace tamis::dedup {

// What is kept of a text.
struct Signature {
  ContentHash content;
  uint64_t url = 0;                     // a hash that equal addresses share; 0: not looked at
  std::vector<uint64_t> keys = {};      // one a band
  std::vector<uint32_t> shingles = {};  // none: the text has no words, and is like no other
};

// Threads: one a thread.
class TextSigner {
 public:
  TextSigner(ShingleOptions shingles, Banding banding, uint64_t seed)
      : shingler_(shingles), hasher_(banding, seed) {}

  // Replaces `signature`, but for its `url`.
  void Sign(std::string_view text, Signature& signature);

 private:
  Shingler shingler_;
  MinHasher hasher_;
  std::vector<uint32_t> low_, minima_;
  std::string scratch_;
};

enum class CopyKind : uint8_t { kKept, kSameUrl, kSameContent, kNear };

// What becomes of a document.
struct Verdict {
  CopyKind kind = CopyKind::kKept;
  uint32_t kept = 0;      // the document that stays for it; itself when kKept
  float similarity = -1;  // with `kept`; -1 when it was not measured
};

struct DeduperOptions {
  std::string folder;  // for temporary files
  uint32_t bands = Banding{}.bands;
  uint32_t threads = 1;
  uint64_t cache_bytes = 256u << 20;  // of shingle sets
  ClusterOptions clusters = {};
};

// Threads: calls must not overlap.
class Deduper {
 public:
  static Result<Deduper> Create(DeduperOptions options);

  // At most 2^32 - 2 documents. Errors: kTooLarge, kIo.
  Status Add(const Signature& signature);
  uint32_t size() const { return static_cast<uint32_t>(contents_.size()); }
  const ContentHash& content(uint32_t document) const { return contents_[document]; }
  bool has_words(uint32_t document) const { return has_words_[document]; }

  // `ranked`: the documents to compare, each once, best first; the others are kept. The verdicts
  // depend on that order and the texts alone; every document that goes names one that stays.
  Result<std::vector<Verdict>> Find(std::span<const uint32_t> ranked);
  const ClusterCounts& counts() const { return counts_; }

 private:
  Deduper(DeduperOptions options, BandIndex bands, ShingleStore shingles)
      : options_(std::move(options)), bands_(std::move(bands)), shingles_(std::move(shingles)) {}

  DeduperOptions options_;
  BandIndex bands_;
  ShingleStore shingles_;
  std::vector<ContentHash> contents_;
  std::vector<uint64_t> urls_;  // empty as long as none has one
  std::vector<bool> has_words_;
  ClusterCounts counts_;
};

}  // namespace tamis::dedup
