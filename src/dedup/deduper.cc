#include "dedup/deduper.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tamis::dedup {
namespace {

// Gives the documents that share a key with a better one that was kept so far to that one.
// `key_of(document)` may say that a document has none, with a null.
template <typename Key, typename KeyOf>
void JoinEqual(std::span<const uint32_t> ranked, CopyKind kind, KeyOf&& key_of,
               std::vector<Verdict>& verdicts) {
  std::vector<std::pair<Key, uint32_t>> keys;  // with the rank
  for (uint32_t rank = 0; rank < ranked.size(); ++rank) {
    if (verdicts[ranked[rank]].kind != CopyKind::kKept) continue;
    if (const std::optional<Key> key = key_of(ranked[rank])) keys.emplace_back(*key, rank);
  }
  std::sort(keys.begin(), keys.end());
  size_t best = 0;
  for (size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first != keys[best].first) {
      best = i;
      continue;
    }
    const float similarity = kind == CopyKind::kSameContent ? 1.0f : -1.0f;
    verdicts[ranked[keys[i].second]] = {kind, ranked[keys[best].second], similarity};
  }
}

// A document that goes for one that goes itself goes for the one that stays.
void ResolveChains(std::span<const uint32_t> ranked, std::vector<Verdict>& verdicts) {
  for (const uint32_t document : ranked) {  // the better one is resolved before
    Verdict& verdict = verdicts[document];
    if (verdict.kind == CopyKind::kKept) continue;
    const Verdict& by = verdicts[verdict.kept];
    if (by.kind == CopyKind::kKept) continue;
    verdict.kept = by.kept;
    if (verdict.kind == CopyKind::kSameContent) {
      verdict.kind = by.kind;
      verdict.similarity = by.similarity;
    }
  }
}

}  // namespace

void TextSigner::Sign(std::string_view text, Signature& signature) {
  constexpr size_t kKept = 1u << 20;  // beyond, memory that a long text took is given back
  if (scratch_.capacity() > 4 * kKept) scratch_ = {};
  if (low_.capacity() > kKept) low_ = {};
  if (signature.shingles.capacity() > kKept) signature.shingles = {};
  signature.content = HashContent(text, scratch_);
  const std::span<const uint64_t> shingles = shingler_.Shingle(text);
  hasher_.Minima(shingles, low_, minima_);
  signature.keys.resize(hasher_.banding().bands);
  hasher_.BandKeys(minima_, signature.keys);
  signature.shingles.resize(shingles.size());
  for (size_t i = 0; i < shingles.size(); ++i) {
    signature.shingles[i] = static_cast<uint32_t>(shingles[i] >> 32);
  }
}

Result<Deduper> Deduper::Create(DeduperOptions options) {
  Result<BandIndex> bands = BandIndex::Create(options.folder, options.bands);
  if (!bands.ok()) return bands.status();
  Result<ShingleStore> shingles = ShingleStore::Create(options.folder);
  if (!shingles.ok()) return shingles.status();
  return Deduper(std::move(options), std::move(*bands), std::move(*shingles));
}

Status Deduper::Add(const Signature& signature) {
  if (contents_.size() >= std::numeric_limits<uint32_t>::max() - 1) {
    return Status(StatusCode::kTooLarge, "more than 4,294,967,294 documents");
  }
  if (Status status = bands_.Add(signature.keys); !status.ok()) return status;
  if (Status status = shingles_.Add(signature.shingles); !status.ok()) return status;
  if (signature.url != 0 && urls_.empty()) urls_.assign(contents_.size(), 0);
  contents_.push_back(signature.content);
  if (signature.url != 0 || !urls_.empty()) urls_.push_back(signature.url);
  has_words_.push_back(!signature.shingles.empty());
  return {};
}

Result<std::vector<Verdict>> Deduper::Find(std::span<const uint32_t> ranked) {
  std::vector<Verdict> verdicts(size());
  for (uint32_t document = 0; document < size(); ++document) verdicts[document].kept = document;
  if (!urls_.empty()) {
    JoinEqual<uint64_t>(
        ranked, CopyKind::kSameUrl,
        [&](uint32_t document) {
          return urls_[document] == 0 ? std::nullopt : std::optional(urls_[document]);
        },
        verdicts);
  }
  JoinEqual<ContentHash>(
      ranked, CopyKind::kSameContent,
      [&](uint32_t document) {
        return has_words_[document] ? std::optional(contents_[document]) : std::nullopt;
      },
      verdicts);

  std::vector<bool> active(size());
  std::vector<uint32_t> candidates;
  for (const uint32_t document : ranked) {
    if (verdicts[document].kind != CopyKind::kKept || !has_words_[document]) continue;
    active[document] = true;
    candidates.push_back(document);
  }
  if (Status status = shingles_.Flush(); !status.ok()) return status;
  const Result<Buckets> buckets = bands_.Find(active, options_.threads);
  if (!buckets.ok()) return buckets.status();
  ClusterOptions clusters = options_.clusters;
  clusters.threads = options_.threads;
  clusters.cache_bytes = options_.cache_bytes;
  const Result<ClusterCounts> counts =
      FindClusters(candidates, *buckets, shingles_, clusters,
                   [&](uint32_t document, uint32_t kept, double similarity) {
                     verdicts[document] = {CopyKind::kNear, kept, static_cast<float>(similarity)};
                   });
  if (!counts.ok()) return counts.status();
  counts_ = *counts;
  ResolveChains(ranked, verdicts);
  return verdicts;
}

}  // namespace tamis::dedup
