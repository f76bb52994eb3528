#include "dedup/index/history.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tamis::dedup {

UrlHistory SummarizeCaptures(std::span<const Capture> captures) {
  if (captures.empty()) return {};
  size_t changed = captures.size() - 1;
  while (changed > 0 && captures[changed - 1].content == captures[changed].content) --changed;
  return {.first_seen = captures.front().date,
          .last_changed = captures[changed].date,
          .captures = captures.size()};
}

bool MergeCaptures(std::span<const Capture> fresh, std::vector<Capture>& all) {
  std::vector<Capture> merged;
  merged.reserve(fresh.size() + all.size());
  std::set_union(all.begin(), all.end(), fresh.begin(), fresh.end(), std::back_inserter(merged));
  const bool more = merged.size() > all.size();
  all = std::move(merged);
  return more;
}

}  // namespace tamis::dedup
