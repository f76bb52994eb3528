// What the steps of a run would remove, counted without writing anything.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/dry_run.h"

namespace tamis::pipeline {

// The tallies of one batch, or of all up to here.
class Tally {
 public:
  static constexpr size_t kExamples = 3;  // URLs a reason

  // Forgets what was counted. `steps`: how many there are.
  void Clear(size_t steps) { steps_.assign(steps, {}); }

  // The page was removed by `step`.
  void Remove(size_t step, std::string_view reason, std::string_view url, uint64_t text_bytes);
  // `step` would remove the page if it stood alone.
  void Alone(size_t step, std::string_view reason) { ++steps_[step][std::string(reason)].alone; }
  // Adds the next batch.
  void Add(const Tally& next);

  // By steps, named `names`; reasons with the most pages first.
  std::vector<DryRunStep> Steps(const std::vector<std::string>& names) const;

 private:
  std::vector<std::map<std::string, DryRunReason, std::less<>>> steps_;
};

}  // namespace tamis::pipeline
