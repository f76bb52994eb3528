#include "metadata/fields/labels.h"

#include <algorithm>

#include "base/find_any.h"
#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxLabels = 100;
constexpr size_t kMaxLabelBytes = 100;

}  // namespace

void ChooseLabels(Facts& facts, Field field, std::vector<std::string>& labels) {
  labels.clear();
  const std::span<const Fact> found = facts.Of(field);
  for (const Fact& fact : found) {
    if (fact.rank != found.front().rank) break;
    std::string_view rest = facts.Value(fact);
    while (!rest.empty() && labels.size() < kMaxLabels) {
      const size_t end = std::min(FindAnyOf<',', ';'>(rest), rest.size());
      std::string_view label = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (label.starts_with(' ')) label.remove_prefix(1);
      while (label.ends_with(' ')) label.remove_suffix(1);
      if (label.size() > kMaxLabelBytes || !SameLetters(label, label)) continue;
      const bool known = std::any_of(labels.begin(), labels.end(), [&](std::string_view other) {
        return SameLetters(label, other);
      });
      if (!known) labels.emplace_back(label);
    }
  }
}

}  // namespace tamis::metadata
