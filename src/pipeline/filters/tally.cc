#include "pipeline/filters/tally.h"

#include <algorithm>

namespace tamis::pipeline {

void Tally::Remove(size_t step, std::string_view reason, std::string_view url,
                   uint64_t text_bytes) {
  DryRunReason& tally = steps_[step][std::string(reason)];
  ++tally.pages;
  tally.text_bytes += text_bytes;
  if (tally.examples.size() < kExamples && !url.empty()) tally.examples.emplace_back(url);
}

void Tally::Add(const Tally& next) {
  if (steps_.size() < next.steps_.size()) steps_.resize(next.steps_.size());
  for (size_t step = 0; step < next.steps_.size(); ++step) {
    for (const auto& [reason, more] : next.steps_[step]) {
      DryRunReason& sum = steps_[step][reason];
      sum.pages += more.pages;
      sum.alone += more.alone;
      sum.text_bytes += more.text_bytes;
      for (const std::string& example : more.examples) {
        if (sum.examples.size() < kExamples) sum.examples.push_back(example);
      }
    }
  }
}

std::vector<DryRunStep> Tally::Steps(const std::vector<std::string>& names) const {
  std::vector<DryRunStep> steps;
  for (size_t i = 0; i < names.size(); ++i) {
    DryRunStep step{.name = names[i]};
    if (i < steps_.size()) {
      for (const auto& [name, tally] : steps_[i]) {
        step.pages += tally.pages;
        step.alone += tally.alone;
        step.text_bytes += tally.text_bytes;
        step.reasons.push_back(tally);
        step.reasons.back().reason = name;
      }
    }
    std::sort(step.reasons.begin(), step.reasons.end(), [](const auto& a, const auto& b) {
      return a.pages != b.pages ? a.pages > b.pages : a.reason < b.reason;
    });
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace tamis::pipeline
