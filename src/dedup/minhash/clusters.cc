#include "dedup/minhash/clusters.h"

#include <algorithm>
#include <atomic>
#include <limits>

#include "dedup/substring/parallel.h"

namespace tamis::dedup {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

constexpr uint64_t kBlockShingles = 8u << 20;

// A document that a bucket offers to another one.
struct Candidate {
  uint32_t rank;
  uint32_t bands;          // shared
  double similarity = -1;  // negative: the sets are too different in size for the threshold
};

// What is offered by many buckets, in which the best are wanted.
class CandidateList {
 public:
  void Clear() { offered_.clear(); }
  void Offer(uint32_t rank) { offered_.push_back(rank); }

  // Appends those that share most bands, best rank first among equals.
  void AppendBest(std::vector<Candidate>& candidates) {
    std::sort(offered_.begin(), offered_.end());
    const auto first = static_cast<ptrdiff_t>(candidates.size());
    for (size_t i = 0; i < offered_.size(); ++i) {
      if (i == 0 || offered_[i] != offered_[i - 1]) candidates.push_back({offered_[i], 0});
      ++candidates.back().bands;
    }
    Cut(first, candidates);
  }
  // Of all from `first` on.
  static void Cut(ptrdiff_t first, std::vector<Candidate>& candidates) {
    std::sort(candidates.begin() + first, candidates.end(),
              [](const Candidate& a, const Candidate& b) {
                return a.bands != b.bands ? a.bands > b.bands : a.rank < b.rank;
              });
    const size_t most = static_cast<size_t>(first) + kMaxCandidates;
    if (candidates.size() > most) candidates.resize(most);
  }

 private:
  std::vector<uint32_t> offered_;
};

class Clusterer {
 public:
  Clusterer(std::span<const uint32_t> ranked, const Buckets& buckets, const ShingleStore& shingles,
            const ClusterOptions& options)
      : ranked_(ranked), buckets_(buckets), shingles_(shingles), options_(options) {
    heads_.assign(buckets.count, kNone);
    sizes_.assign(buckets.count, 0);
    for (uint32_t i = 0; i < options.threads; ++i) {
      workers_.push_back({.sets = ShingleCache(shingles, options.cache_bytes / options.threads)});
    }
  }

  Status Run(const MatchSink& match);
  const ClusterCounts& counts() const { return counts_; }

 private:
  // A document that a bucket offers, by its rank.
  struct Node {
    uint32_t rank;
    uint32_t next;
  };
  // Of the block.
  struct Document {
    std::vector<uint32_t> set = {};
    std::vector<Candidate> candidates = {};
  };
  struct Worker {
    ShingleCache sets;
    CandidateList offers = {};
    Status status = {};
  };

  uint32_t EndOfBlock(uint32_t begin) const;
  // Of a whole block, by all threads.
  Status CompareWithEarlier(uint32_t end);
  Status CompareWithEarlier(uint32_t rank, Worker& worker);
  void CompareWithinBlock(uint32_t rank);
  double Compare(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const;
  Status FindBest(uint32_t rank);
  void Offer(uint32_t rank);
  Document& InBlock(uint32_t rank) { return block_[rank - block_begin_]; }

  const std::span<const uint32_t> ranked_;
  const Buckets& buckets_;
  const ShingleStore& shingles_;
  const ClusterOptions& options_;
  std::vector<Worker> workers_;  // one a thread
  std::vector<uint32_t> heads_;  // of the list of a bucket, last offer first
  std::vector<uint32_t> sizes_;
  std::vector<Node> nodes_;
  std::vector<bool> kept_;  // by rank
  uint32_t block_begin_ = 0;
  std::vector<Document> block_;
  uint32_t best_rank_ = kNone;
  double best_similarity_ = -1;
  ClusterCounts counts_;
};

uint32_t Clusterer::EndOfBlock(uint32_t begin) const {
  uint64_t shingles = 0;
  uint32_t end = begin;
  while (end < ranked_.size() && end - begin < options_.block_documents &&
         shingles < kBlockShingles) {
    shingles += shingles_.CountOf(ranked_[end++]);
  }
  return end;
}

double Clusterer::Compare(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
  const auto small = static_cast<double>(std::min(a.size(), b.size()));
  const auto large = static_cast<double>(std::max(a.size(), b.size()));
  return small < options_.threshold * large ? -1.0 : Jaccard(a, b);
}

Status Clusterer::CompareWithEarlier(uint32_t rank, Worker& worker) {
  Document& document = InBlock(rank);
  document.candidates.clear();
  const std::span<const uint32_t> buckets = buckets_.Of(ranked_[rank]);
  if (buckets.empty()) return {};
  worker.offers.Clear();
  for (const uint32_t bucket : buckets) {
    for (uint32_t node = heads_[bucket]; node != kNone; node = nodes_[node].next) {
      worker.offers.Offer(nodes_[node].rank);
    }
  }
  worker.offers.AppendBest(document.candidates);
  if (!options_.verify) return {};
  if (Status loaded = shingles_.Load(ranked_[rank], document.set); !loaded.ok()) return loaded;
  for (Candidate& candidate : document.candidates) {
    const Result<const std::vector<uint32_t>*> set = worker.sets.Load(ranked_[candidate.rank]);
    if (!set.ok()) return set.status();
    candidate.similarity = Compare(document.set, **set);
  }
  return {};
}

Status Clusterer::CompareWithEarlier(uint32_t end) {
  constexpr uint32_t kStep = 16;
  std::atomic<uint32_t> next{block_begin_};
  RunOnThreads(options_.threads, [&](unsigned thread) {
    Worker& worker = workers_[thread];
    for (uint32_t begin = next.fetch_add(kStep); begin < end && worker.status.ok();
         begin = next.fetch_add(kStep)) {
      if (options_.stopped && options_.stopped()) {
        worker.status = Status(StatusCode::kCancelled, "interrupted");
        return;
      }
      for (uint32_t rank = begin; rank < std::min(begin + kStep, end) && worker.status.ok();
           ++rank) {
        worker.status = CompareWithEarlier(rank, worker);
      }
    }
  });
  for (const Worker& worker : workers_) {
    if (!worker.status.ok()) return worker.status;
  }
  return {};
}

// Those of the block stand first in the lists of the buckets.
void Clusterer::CompareWithinBlock(uint32_t rank) {
  Document& document = InBlock(rank);
  CandidateList& offers = workers_[0].offers;
  offers.Clear();
  for (const uint32_t bucket : buckets_.Of(ranked_[rank])) {
    for (uint32_t node = heads_[bucket]; node != kNone && nodes_[node].rank >= block_begin_;
         node = nodes_[node].next) {
      offers.Offer(nodes_[node].rank);
    }
  }
  const size_t earlier = document.candidates.size();
  offers.AppendBest(document.candidates);
  if (document.candidates.size() == earlier) return;
  CandidateList::Cut(0, document.candidates);
  if (!options_.verify) return;
  for (Candidate& candidate : document.candidates) {
    if (candidate.rank < block_begin_) continue;
    candidate.similarity = Compare(document.set, InBlock(candidate.rank).set);
  }
}

Status Clusterer::FindBest(uint32_t rank) {
  best_rank_ = kNone;
  best_similarity_ = -1;
  CompareWithinBlock(rank);
  const std::vector<Candidate>& candidates = InBlock(rank).candidates;
  if (!options_.verify) {
    if (!candidates.empty()) best_rank_ = candidates.front().rank;
    return {};
  }
  for (const Candidate& candidate : candidates) {
    counts_.verified += candidate.similarity >= 0;
    if (candidate.similarity < options_.threshold) continue;
    if (options_.pair) {
      const Status told =
          options_.pair(ranked_[candidate.rank], ranked_[rank], candidate.similarity);
      if (!told.ok()) return told;
    }
    if (!kept_[candidate.rank]) continue;
    if (candidate.similarity > best_similarity_ ||
        (candidate.similarity == best_similarity_ && candidate.rank < best_rank_)) {
      best_similarity_ = candidate.similarity;
      best_rank_ = candidate.rank;
    }
  }
  return {};
}

void Clusterer::Offer(uint32_t rank) {
  for (const uint32_t bucket : buckets_.Of(ranked_[rank])) {
    if (sizes_[bucket] == kMaxKeptInBucket) {
      ++counts_.full_buckets;
      ++sizes_[bucket];
    }
    if (sizes_[bucket] > kMaxKeptInBucket) continue;
    nodes_.push_back({rank, heads_[bucket]});
    heads_[bucket] = static_cast<uint32_t>(nodes_.size() - 1);
    ++sizes_[bucket];
  }
}

Status Clusterer::Run(const MatchSink& match) {
  kept_.assign(ranked_.size(), true);
  block_.resize(std::min<size_t>(ranked_.size(), options_.block_documents));
  while (block_begin_ < ranked_.size()) {
    const uint32_t end = EndOfBlock(block_begin_);
    if (Status status = CompareWithEarlier(end); !status.ok()) return status;
    for (uint32_t rank = block_begin_; rank < end; ++rank) {
      if (buckets_.Of(ranked_[rank]).empty()) continue;
      if (Status status = FindBest(rank); !status.ok()) return status;
      if (best_rank_ != kNone) {
        kept_[rank] = false;
        match(ranked_[rank], ranked_[best_rank_], best_similarity_);
      }
      if (kept_[rank] || options_.pair) Offer(rank);
    }
    block_begin_ = end;
  }
  return {};
}

}  // namespace

Result<ClusterCounts> FindClusters(std::span<const uint32_t> ranked, const Buckets& buckets,
                                   const ShingleStore& shingles, const ClusterOptions& options,
                                   const MatchSink& match) {
  Clusterer clusterer(ranked, buckets, shingles, options);
  if (Status status = clusterer.Run(match); !status.ok()) return status;
  return clusterer.counts();
}

}  // namespace tamis::dedup
