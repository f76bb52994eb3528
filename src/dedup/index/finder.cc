#include "dedup/index/finder.h"

#include <algorithm>

#include "dedup/minhash/clusters.h"
#include "dedup/minhash/shingle_store.h"

namespace tamis::dedup {

uint64_t IdHash(std::string_view id) { return HashBytes(id).high; }

IndexFinder::IndexFinder(const Index& index, FinderOptions options)
    : index_(index), options_(options), cursor_(index.store().PrefixCursor(kKeyTable)) {}

template <typename Take>
Status IndexFinder::ForEachNumber(uint16_t kind, uint64_t hash, Take&& take) {
  EncodeKey({.kind = kind, .hash = hash}, key_);
  const std::string_view prefix = std::string_view(key_).substr(0, kKeyPrefixBytes);
  for (cursor_->Seek(key_); cursor_->Valid(); cursor_->Next()) {
    const std::string_view found = cursor_->key();
    if (!found.starts_with(prefix)) break;
    const Result<IndexKey> key = DecodeKey(found);
    if (!key.ok()) return key.status();
    if (!take(key->number)) return {};
  }
  return cursor_->status();
}

// The first document of a key that is there and matches(document_, number).
template <typename Matches>
Result<std::optional<uint64_t>> IndexFinder::FindFirst(KeyKind kind, uint64_t hash,
                                                       Matches&& matches) {
  std::optional<uint64_t> first;
  Status loading;
  const Status found = ForEachNumber(static_cast<uint16_t>(kind), hash, [&](uint64_t number) {
    const Result<bool> there = index_.Load(number, document_);
    if (!there.ok()) {
      loading = there.status();
      return false;
    }
    if (*there && matches(document_, number)) first = number;
    return !first;
  });
  if (!found.ok()) return found;
  if (!loading.ok()) return loading;
  return first;
}

Result<bool> IndexFinder::Has(const ContentHash& content, std::string_view id) {
  const Result<std::optional<uint64_t>> found =
      FindFirst(KeyKind::kId, IdHash(id), [&](const StoredDocument& document, uint64_t) {
        return document.content == content && document.id == id;
      });
  if (!found.ok()) return found.status();
  return found->has_value();
}

Status IndexFinder::FindId(std::string_view id, std::vector<uint64_t>& numbers) {
  return FindFirst(KeyKind::kId, IdHash(id),
                   [&](const StoredDocument& document, uint64_t number) {
                     if (document.id == id) numbers.push_back(number);
                     return false;  // on to the next
                   })
      .status();
}

// Fills candidates_: those that share most bands first, at most kMaxCandidates.
Status IndexFinder::FindCandidates(const std::vector<uint64_t>& keys) {
  numbers_.clear();
  for (size_t band = 0; band < keys.size(); ++band) {
    const size_t before = numbers_.size();
    const auto kind = static_cast<uint16_t>(static_cast<size_t>(KeyKind::kFirstBand) + band);
    const Status status = ForEachNumber(kind, keys[band], [&](uint64_t number) {
      if (numbers_.size() - before == kMaxKeptInBucket) {
        ++full_buckets_;
        return false;
      }
      numbers_.push_back(number);
      return true;
    });
    if (!status.ok()) return status;
  }
  std::sort(numbers_.begin(), numbers_.end());
  candidates_.clear();
  for (const uint64_t number : numbers_) {
    if (candidates_.empty() || candidates_.back().number != number) {
      candidates_.push_back({number, 0});
    }
    ++candidates_.back().bands;
  }
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.bands != b.bands ? a.bands > b.bands : a.number < b.number;
  });
  if (candidates_.size() > kMaxCandidates) candidates_.resize(kMaxCandidates);
  return {};
}

Result<std::optional<IndexMatch>> IndexFinder::FindNear(const Signature& signature) {
  if (Status status = FindCandidates(signature.keys); !status.ok()) return status;
  std::optional<IndexMatch> best;
  if (candidates_.empty()) return best;
  own_ = signature.shingles;
  std::sort(own_.begin(), own_.end());
  own_.erase(std::unique(own_.begin(), own_.end()), own_.end());
  for (const Candidate& candidate : candidates_) {
    EncodeNumber(candidate.number, key_);
    const Result<bool> there = index_.store().Get(kShingleTable, key_, value_);
    if (!there.ok()) return there.status();
    if (!*there) continue;  // removed
    if (!options_.verify) {
      return std::optional(IndexMatch{.kind = CopyKind::kNear, .number = candidate.number});
    }
    if (Status status = DecodeShingles(value_, other_); !status.ok()) return status;
    const auto small = static_cast<double>(std::min(own_.size(), other_.size()));
    const auto large = static_cast<double>(std::max(own_.size(), other_.size()));
    if (small < options_.threshold * large) continue;
    ++verified_;
    const double similarity = Jaccard(own_, other_);
    if (similarity < options_.threshold) continue;
    const auto rounded = static_cast<float>(similarity);
    if (best && (rounded < best->similarity ||
                 (rounded == best->similarity && candidate.number > best->number))) {
      continue;
    }
    best = {.kind = CopyKind::kNear, .number = candidate.number, .similarity = rounded};
  }
  return best;
}

Result<std::optional<IndexMatch>> IndexFinder::Find(const Signature& signature) {
  if (index_.state().documents == 0) return std::optional<IndexMatch>();
  if (options_.same_url && signature.url != 0) {
    const Result<std::optional<uint64_t>> found = FindFirst(
        KeyKind::kUrl, signature.url, [](const StoredDocument&, uint64_t) { return true; });
    if (!found.ok()) return found.status();
    if (*found) return std::optional(IndexMatch{.kind = CopyKind::kSameUrl, .number = **found});
  }
  if (signature.shingles.empty()) return std::optional<IndexMatch>();  // like no other
  const Result<std::optional<uint64_t>> same = FindFirst(
      KeyKind::kContent, signature.content.high, [&](const StoredDocument& document, uint64_t) {
        return document.content == signature.content;
      });
  if (!same.ok()) return same.status();
  if (*same) {
    return std::optional(
        IndexMatch{.kind = CopyKind::kSameContent, .number = **same, .similarity = 1});
  }
  return FindNear(signature);
}

}  // namespace tamis::dedup
