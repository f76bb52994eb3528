// Near duplicates among documents that share a band.
//
// Idea:   documents are taken best first. One that is like a document kept before joins the most
//         similar of these; else it is kept itself. So every document that goes has been compared,
//         on its whole set of shingles, with the one that stays for it.
// Catch:  being alike is not transitive. Joining whatever is linked by a chain of pairs lets a
//         chain of templates swallow a site; here B ~ A and C ~ B do not take C to A.
// Order:  the result depends on the ranks and the texts alone, not on the numbers of documents.
// Threads: the documents are taken in blocks. All of a block are compared at once with those before
//         it, by any number of threads; then, best first, with those of the block, and decided.
// Bound:  a bucket of thousands that are not alike (one template) would cost the square: it offers
//         its first kMaxKeptInBucket documents only, and a document is compared with the
//         kMaxCandidates that share most bands with it.
//
// Tested:  minhash_test.cc.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "dedup/minhash/band_index.h"
#include "dedup/minhash/shingle_store.h"
#include "tamis/status.h"

namespace tamis::dedup {

inline constexpr uint32_t kMaxKeptInBucket = 1000;
inline constexpr uint32_t kMaxCandidates = 200;

struct ClusterOptions {
  double threshold = 0.8;  // least Jaccard similarity
  // Without it sharing a band is enough, as in tools that verify nothing. Still one is kept.
  bool verify = true;
  // Told of every pair of at least that similarity, the better document first; costs the
  // comparison of all candidates with each other. Null: no pairs.
  std::function<Status(uint32_t better, uint32_t other, double similarity)> pair = {};
  std::function<bool()> stopped = {};  // null: never; asked by any thread
  uint32_t threads = 1;                // this and those below change nothing but speed
  uint32_t block_documents = 4096;
  uint64_t cache_bytes = 256u << 20;  // of shingle sets, over all threads
};

// Called for a document that goes, with the one that stays. Similarity is -1 when not verified.
using MatchSink = std::function<void(uint32_t document, uint32_t kept, double similarity)>;

struct ClusterCounts {
  uint64_t verified = 0;      // pairs that were compared
  uint64_t full_buckets = 0;  // that offered only their first documents
};

// `ranked`: the documents to look at, best first. `match` and `pair` are called by this thread.
// Memory: besides the cache, that of a block: 32 MB of sets, and 3 KB a document.
// Errors: those of reading the store; kCancelled; what `pair` returned.
Result<ClusterCounts> FindClusters(std::span<const uint32_t> ranked, const Buckets& buckets,
                                   const ShingleStore& shingles, const ClusterOptions& options,
                                   const MatchSink& match);

}  // namespace tamis::dedup
