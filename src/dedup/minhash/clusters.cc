#include "dedup/minhash/clusters.h"

#include <algorithm>
#include <limits>

namespace tamis::dedup {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

class Clusterer {
 public:
  Clusterer(std::span<const uint32_t> ranked, const Buckets& buckets, ShingleStore& shingles,
            const ClusterOptions& options)
      : ranked_(ranked), buckets_(buckets), shingles_(shingles), options_(options) {
    heads_.assign(buckets.count, kNone);
    sizes_.assign(buckets.count, 0);
  }

  Status Run(const MatchSink& match);
  const ClusterCounts& counts() const { return counts_; }

 private:
  // A document that a bucket offers, by its rank.
  struct Node {
    uint32_t rank;
    uint32_t next;
  };
  struct Candidate {
    uint32_t rank;
    uint32_t bands;  // shared
  };

  void FindCandidates(uint32_t document);
  Result<double> Compare(uint32_t other);
  Status FindBest(uint32_t rank);
  void Offer(uint32_t rank);

  const std::span<const uint32_t> ranked_;
  const Buckets& buckets_;
  ShingleStore& shingles_;
  const ClusterOptions& options_;
  std::vector<uint32_t> heads_;  // of the list of a bucket
  std::vector<uint32_t> sizes_;
  std::vector<Node> nodes_;
  std::vector<bool> kept_;  // by rank
  std::vector<uint32_t> offered_;
  std::vector<Candidate> candidates_;
  std::vector<uint32_t> own_;  // the set of the document that is looked at
  uint32_t best_rank_ = kNone;
  double best_similarity_ = -1;
  ClusterCounts counts_;
};

void Clusterer::FindCandidates(uint32_t document) {
  offered_.clear();
  for (const uint32_t bucket : buckets_.Of(document)) {
    for (uint32_t node = heads_[bucket]; node != kNone; node = nodes_[node].next) {
      offered_.push_back(nodes_[node].rank);
    }
  }
  std::sort(offered_.begin(), offered_.end());
  candidates_.clear();
  for (const uint32_t rank : offered_) {
    if (candidates_.empty() || candidates_.back().rank != rank) candidates_.push_back({rank, 0});
    ++candidates_.back().bands;
  }
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.bands != b.bands ? a.bands > b.bands : a.rank < b.rank;
  });
  if (candidates_.size() > kMaxCandidates) candidates_.resize(kMaxCandidates);
}

// Of the document in own_. Negative when the sets are too different in size for the threshold.
Result<double> Clusterer::Compare(uint32_t other) {
  const Result<const std::vector<uint32_t>*> set = shingles_.Cached(other);
  if (!set.ok()) return set.status();
  const auto small = static_cast<double>(std::min(own_.size(), (*set)->size()));
  const auto large = static_cast<double>(std::max(own_.size(), (*set)->size()));
  if (small < options_.threshold * large) return -1.0;
  ++counts_.verified;
  return Jaccard(own_, **set);
}

Status Clusterer::FindBest(uint32_t rank) {
  best_rank_ = kNone;
  best_similarity_ = -1;
  const uint32_t document = ranked_[rank];
  FindCandidates(document);
  if (!options_.verify) {
    if (!candidates_.empty()) best_rank_ = candidates_.front().rank;
    return {};
  }
  if (candidates_.empty()) return {};
  if (Status loaded = shingles_.Load(document, own_); !loaded.ok()) return loaded;
  for (const Candidate& candidate : candidates_) {
    const Result<double> similarity = Compare(ranked_[candidate.rank]);
    if (!similarity.ok()) return similarity.status();
    if (*similarity < options_.threshold) continue;
    if (options_.pair) {
      if (Status told = options_.pair(ranked_[candidate.rank], document, *similarity); !told.ok()) {
        return told;
      }
    }
    if (!kept_[candidate.rank]) continue;
    if (*similarity > best_similarity_ ||
        (*similarity == best_similarity_ && candidate.rank < best_rank_)) {
      best_similarity_ = *similarity;
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
  for (uint32_t rank = 0; rank < ranked_.size(); ++rank) {
    if (buckets_.Of(ranked_[rank]).empty()) continue;
    if (options_.stopped && options_.stopped()) {
      return Status(StatusCode::kCancelled, "interrupted");
    }
    if (Status status = FindBest(rank); !status.ok()) return status;
    if (best_rank_ != kNone) {
      kept_[rank] = false;
      match(ranked_[rank], ranked_[best_rank_], best_similarity_);
    }
    if (kept_[rank] || options_.pair) Offer(rank);
  }
  return {};
}

}  // namespace

Result<ClusterCounts> FindClusters(std::span<const uint32_t> ranked, const Buckets& buckets,
                                   ShingleStore& shingles, const ClusterOptions& options,
                                   const MatchSink& match) {
  Clusterer clusterer(ranked, buckets, shingles, options);
  if (Status status = clusterer.Run(match); !status.ok()) return status;
  return clusterer.counts();
}

}  // namespace tamis::dedup
