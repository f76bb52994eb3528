// A few rows for each reason, chosen so that the choice depends on the rows alone: those whose
// ids have the smallest hashes. The same rows come out whatever the order they come in, and any
// row is as likely as another.
//
// Tested:  samples_test.cc.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/report.h"

namespace tamis::report {

// FNV-1a, then mixed so that all bits count. The same on every machine.
uint64_t StableHash(std::string_view bytes, uint64_t seed = 0);

struct Sample {
  uint64_t hash = 0;                     // what it was chosen by
  std::string json;                      // an object: what the report says of it
  std::optional<BlockPlace> place = {};  // where its text may be found, when `json` lacks it

  auto operator<=>(const Sample&) const = default;
};

// Memory:  at most kMaxGroups * (samples + 1) samples. Of more groups, those whose names have the
//          smallest hashes stay: a name comes from a row and can be anything.
class SampleSet {
 public:
  static constexpr size_t kMaxGroups = 256;

  explicit SampleSet(uint32_t samples) : samples_(samples) {}

  // Whether a sample of this group and hash would be kept now; making one may cost something.
  bool Wants(std::string_view group, uint64_t hash) const;
  void Add(std::string_view group, Sample sample);

  // Calls `change` for every sample.
  template <typename Change>
  void ForEach(const Change& change) {
    for (auto& [name, samples] : groups_) {
      for (Sample& sample : samples) change(sample);
    }
  }

  // Groups by name; the samples of each by hash.
  const std::map<std::string, std::vector<Sample>, std::less<>>& groups() const { return groups_; }

 private:
  const uint32_t samples_;
  std::map<std::string, std::vector<Sample>, std::less<>> groups_;
  uint64_t group_limit_ = UINT64_MAX;  // names with a larger hash are out
};

}  // namespace tamis::report
