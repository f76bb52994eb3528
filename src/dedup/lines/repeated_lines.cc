#include "dedup/lines/repeated_lines.h"

#include <algorithm>
#include <tuple>

namespace tamis::dedup {

void RepeatedLines::KeepTop() {
  std::sort(top_.begin(), top_.end(), [](const LineCount& a, const LineCount& b) {
    return std::tie(b.count, a.site, a.hash) < std::tie(a.count, b.site, b.hash);
  });
  if (top_.size() > kTop) top_.resize(kTop);
}

// `kept`: the first places of the group; emptied.
Status RepeatedLines::EndGroup(const LineCount& group, std::vector<LinePlace>& kept) {
  if (group.count == 0) return {};
  ++distinct_;
  if (group.count > 1) {
    ++repeated_;
    top_.push_back(group);
    if (top_.size() == 2 * kTop) KeepTop();
  }
  Status status;
  if (rules_.remove_above != 0 && group.count > rules_.remove_above) {
    for (const LinePlace& place : kept) {
      if (status.ok()) status = Cut(place, group.first);
    }
  }
  kept.clear();
  return status;
}

Status RepeatedLines::Count() {
  if (Status status = lines_.Sort(); !status.ok()) return status;
  LineCount group;
  std::vector<LinePlace> kept;  // at most rules_.keep
  Line line{};
  for (bool more = true;;) {
    if (Status status = lines_.Next(line, more); !status.ok()) return status;
    if (!more) break;
    if (group.count != 0 && (line.site != group.site || line.hash != group.hash)) {
      if (Status status = EndGroup(group, kept); !status.ok()) return status;
      group.count = 0;
    }
    if (group.count == 0) group = {0, line.site, line.hash, line.place};
    ++group.count;
    if (group.count <= rules_.keep) {
      kept.push_back(line.place);
    } else if (Status status = Cut(line.place, group.first); !status.ok()) {
      return status;
    }
  }
  if (Status status = EndGroup(group, kept); !status.ok()) return status;
  KeepTop();
  return cuts_.Sort();
}

}  // namespace tamis::dedup
