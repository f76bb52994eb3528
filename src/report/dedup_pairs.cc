#include "report/dedup_pairs.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <utility>

#include "report/key_counts.h"
#include "report/samples.h"

namespace tamis::report {
namespace {

template <typename Number>
void TakeNumber(const json::Member* member, Number& number) {
  if (member == nullptr) return;
  const std::string_view digits = member->value;
  Number value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size()) number = value;
}

// Of the rows of a cluster the first in this order is compared with the one that stays: a near one
// says more than a copy, and the least similar says most.
std::tuple<bool, double, uint64_t, std::string_view> ShownBefore(const DedupRow& row) {
  return {row.reason != "near_dup", row.similarity, StableHash(row.id), row.id};
}

}  // namespace

// A string, or another value as it is written.
void DedupRowReader::TakeText(std::string_view field, std::string& out) {
  out.clear();
  const json::Member* member = json::FindMember(members_, field);
  if (member == nullptr || member->value == "null") return;
  if (json::ReadString(member->value, scratch_)) {
    out = CutUtf8(scratch_, DedupRow::kMaxFieldBytes);
  } else {
    out = CutUtf8(member->value, DedupRow::kMaxFieldBytes);
  }
}

Status DedupRowReader::Read(std::string_view line) {
  if (Status status = json::ReadMembers(line, members_); !status.ok()) return status;
  TakeText(fields_.id, row_.id);
  TakeText(fields_.url, row_.url);
  TakeText("title", row_.title);
  TakeText("filter_reason", row_.reason);
  TakeText("duplicate_of", row_.duplicate_of);
  TakeText("duplicate_in", row_.duplicate_in);
  row_.similarity = -1;
  row_.cluster = -1;
  row_.cluster_size = 1;
  TakeNumber(json::FindMember(members_, "similarity"), row_.similarity);
  TakeNumber(json::FindMember(members_, "minhash_cluster_id"), row_.cluster);
  TakeNumber(json::FindMember(members_, "minhash_cluster_size"), row_.cluster_size);
  if (!(row_.similarity >= 0 && row_.similarity <= 1)) row_.similarity = -1;
  return {};
}

DedupMember DedupRowReader::Member() {
  DedupMember member{.row = row_, .text = {}};
  const json::Member* text = json::FindMember(members_, fields_.text);
  if (text != nullptr && json::ReadString(text->value, scratch_)) {
    member.text_bytes = scratch_.size();
    member.text = CutUtf8(scratch_, DedupMember::kMaxTextBytes);
  }
  if (scratch_.capacity() > 4 * DedupMember::kMaxTextBytes) scratch_ = {};
  return member;
}

void PairPicker::AddPair(const PairKey& key, DedupRowReader& reader,
                         std::map<PairKey, DedupMember>& pairs) {
  if (max_pairs_ == 0) return;
  if (pairs.size() == max_pairs_ && !(key < pairs.rbegin()->first)) return;
  pairs.try_emplace(key, reader.Member());
  if (pairs.size() > max_pairs_) pairs.erase(std::prev(pairs.end()));
}

// A cluster that is let go was smaller than all that are held, so none of its rows can bring it
// back.
void PairPicker::AddToCluster(DedupRowReader& reader, uint64_t hash) {
  const DedupRow& row = reader.row();
  if (row.cluster < 0 || max_clusters_ == 0) return;
  const ClusterKey key{std::numeric_limits<uint64_t>::max() - row.cluster_size, row.cluster};
  auto it = largest_.find(key);
  if (it == largest_.end()) {
    if (largest_.size() == max_clusters_ && !(key < largest_.rbegin()->first)) return;
    it = largest_.try_emplace(key).first;
    it->second = {.size = row.cluster_size, .gone = reader.Member(), .others = {}};
    if (largest_.size() > max_clusters_) largest_.erase(std::prev(largest_.end()));
    return;
  }
  DedupCluster& cluster = it->second;
  DedupRow other = row;
  if (ShownBefore(row) < ShownBefore(cluster.gone.row)) {
    other = std::exchange(cluster.gone, reader.Member()).row;
    hash = StableHash(other.id);
  }
  const auto before = [](const DedupRow& a, const std::pair<uint64_t, std::string_view>& b) {
    return std::pair(StableHash(a.id), std::string_view(a.id)) < b;
  };
  std::vector<DedupRow>& others = cluster.others;
  const auto at = std::lower_bound(others.begin(), others.end(),
                                   std::pair(hash, std::string_view(other.id)), before);
  others.insert(at, std::move(other));
  if (others.size() > DedupCluster::kMaxOthers) others.pop_back();
}

void PairPicker::AddRemoved(DedupRowReader& reader) {
  const DedupRow& row = reader.row();
  ++removed_;
  const uint64_t hash = StableHash(row.id.empty() ? row.url : row.id);
  if (row.reason == "near_dup" && row.similarity >= 0) {
    ++similarities_[std::min<size_t>(static_cast<size_t>(row.similarity * 100), 99)];
    AddPair({row.similarity, hash, row.id}, reader, nearest_);
  }
  AddPair({0, hash, row.id}, reader, drawn_);
  AddToCluster(reader, hash);
}

void PairPicker::AddKept(DedupRowReader& reader) {
  if (!wanted_known_) {
    wanted_known_ = true;
    for (const auto& [key, cluster] : largest_) kept_[key.second];
    for (const auto* pairs : {&nearest_, &drawn_}) {
      for (const auto& [key, gone] : *pairs) {
        if (gone.row.cluster >= 0) kept_[gone.row.cluster];
      }
    }
  }
  ++kept_count_;
  const DedupRow& row = reader.row();
  if (row.cluster < 0) return;
  const int width = std::bit_width(std::max<uint64_t>(row.cluster_size, 2));
  ++sizes_[std::min<size_t>(static_cast<size_t>(width), sizes_.size() + 1) - 2];
  if (const auto kept = kept_.find(row.cluster); kept != kept_.end()) {
    kept->second = reader.Member();
  }
}

const DedupMember* PairPicker::KeptFor(const DedupRow& gone) const {
  const auto kept = kept_.find(gone.cluster);
  if (kept == kept_.end() || kept->second.row.cluster != gone.cluster) return nullptr;
  // A row without id is named by its place, which it does not know itself.
  const std::string& id = kept->second.row.id;
  return id.empty() || id == gone.duplicate_of ? &kept->second : nullptr;
}

}  // namespace tamis::report
