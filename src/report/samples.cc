#include "report/samples.h"

#include <algorithm>
#include <utility>

namespace tamis::report {

uint64_t StableHash(std::string_view bytes, uint64_t seed) {
  uint64_t hash = 0xCBF29CE484222325u ^ seed;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDu;
  hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53u;
  return hash ^ (hash >> 33);
}

bool SampleSet::Wants(std::string_view group, uint64_t hash) const {
  if (samples_ == 0) return false;
  const auto found = groups_.find(group);
  if (found == groups_.end()) return StableHash(group) <= group_limit_;
  // An equal hash is wanted too: which of the two stays, their contents decide.
  return found->second.size() < samples_ || hash <= found->second.back().hash;
}

void SampleSet::Add(std::string_view group, Sample sample) {
  if (!Wants(group, sample.hash)) return;
  std::vector<Sample>& kept = groups_[std::string(group)];
  const auto place = std::lower_bound(kept.begin(), kept.end(), sample);
  if (place != kept.end() && *place == sample) return;  // the same row again
  kept.insert(place, std::move(sample));
  if (kept.size() > samples_) kept.pop_back();
  if (groups_.size() <= kMaxGroups) return;
  // A group that went never comes back, since the limit only falls: so one that is there has
  // seen all its rows.
  const auto last = std::max_element(groups_.begin(), groups_.end(), [](auto& a, auto& b) {
    return StableHash(a.first) < StableHash(b.first);
  });
  group_limit_ = StableHash(last->first) - 1;
  groups_.erase(last);
}

}  // namespace tamis::report
