#include "dedup/substring/run_matcher.h"

#include <algorithm>
#include <string_view>

#include "dedup/substring/words.h"

namespace tamis::dedup {
namespace {

constexpr size_t kOriginals = 4;  // of a key, that later runs are compared with at once

}  // namespace

RunMatcher::RunMatcher(const Documents& documents, const SubstringOptions& options,
                       uint64_t memory_bytes, io::PartedSorter<TextRange>& ranges,
                       uint64_t part_bytes)
    : documents_(documents),
      bytes_(options.unit == SubstringUnit::kBytes),
      part_bytes_(part_bytes),
      ranges_(ranges),
      reader_(documents, options),
      matcher_(documents, options),
      places_(memory_bytes / 2),
      overflow_(options.folder, memory_bytes / 2) {}

void RunMatcher::StartKey(uint64_t key) {
  key_ = key;
  places_.Clear();
  equal_ = true;
  originals_.clear();
}

// Whether the run has the same bytes, words and windows, and stands behind.
bool RunMatcher::IsCopy(const Original& original, const WindowRun& run) const {
  const uint64_t size = original.end.end - original.begin;
  const uint64_t begin = run.begin();
  const std::string_view text = documents_.text;
  if (run.windows() != original.windows || begin < original.end.end ||
      text.substr(begin, size) != text.substr(original.begin, size)) {
    return false;
  }
  if (bytes_) return true;
  // The last word may go on.
  const uint64_t last = begin + (original.end.last_word - original.begin);
  const uint64_t end = documents_.ends[DocumentOf(documents_, begin)];
  if (last >= end) return false;
  WordSpan word;
  return NextWord(text.substr(last, end - last), 0, word) && last + word.end == begin + size;
}

Status RunMatcher::Add(const WindowRun& run) {
  if (run.key() != key_) StartKey(run.key());
  for (const Original& original : originals_) {
    if (!IsCopy(original, run)) continue;
    return Take({run.begin(), run.begin() + (original.end.end - original.begin), original.begin});
  }
  Status status = LookUp(run);
  return status.ok() ? EndRange() : status;
}

Status RunMatcher::LookUp(const WindowRun& run) {
  Status status;
  bool original = true;
  const RunEnd end = reader_.Read(run, [&](WindowPlace place, uint64_t hash) {
    const WindowPlace first = places_.Put(hash, place);
    if (first == place || !status.ok()) return;
    original = false;
    status = first == WindowPlace() ? overflow_.Add({hash, place}) : Compare({hash, place}, first);
  });
  if (original && originals_.size() < kOriginals) {
    originals_.push_back({run.begin(), run.windows(), end});
  }
  return status;
}

Status RunMatcher::Compare(const Window& later, WindowPlace first) {
  TextRange range;
  if (matcher_.Match(later.place, first, equal_, range)) return Take(range);
  equal_ = false;
  others_.push_back(later);
  return {};
}

Status RunMatcher::Take(const TextRange& range) {
  if (open_.begin < range.begin && range.begin < open_.end) {
    open_.end = std::max(open_.end, range.end);
    return {};
  }
  Status status = EndRange();
  open_ = range;
  return status;
}

Status RunMatcher::EndRange() {
  if (open_.begin >= open_.end) return {};
  Status status = ranges_.Add(open_.begin / part_bytes_, open_);
  open_ = {};
  return status;
}

Status RunMatcher::FindInOverflow() {
  if (Status status = overflow_.Sort(); !status.ok()) return status;
  equal_ = false;  // is not known of those that come
  Window window, first;
  bool more = true;
  for (bool any = false;; any = true) {
    if (Status status = overflow_.Next(window, more); !status.ok() || !more) return status;
    if (!any || window.hash != first.hash) {
      first = window;
    } else if (Status status = Compare(window, first.place); !status.ok()) {
      return status;
    }
  }
}

// Windows whose hash stood before with other words. All windows that have these hashes and those
// other words are among them: equal ones are found by sorting.
Status RunMatcher::TellOthersApart() {
  std::sort(others_.begin(), others_.end(), [&](const Window& a, const Window& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = matcher_.Compare(a.place.begin(), b.place.begin());
    return order != 0 ? order < 0 : a.place < b.place;
  });
  size_t first = 0;
  for (size_t i = 1; i < others_.size(); ++i) {
    TextRange range;
    if (others_[i].hash != others_[first].hash ||
        !matcher_.Match(others_[i].place, others_[first].place, false, range)) {
      first = i;
    } else if (Status status = Take(range); !status.ok()) {
      return status;
    }
  }
  others_.clear();
  return {};
}

Status RunMatcher::Finish() {
  Status status = FindInOverflow();
  if (status.ok()) status = TellOthersApart();
  if (status.ok()) status = EndRange();
  return status.ok() ? ranges_.Finish() : status;
}

}  // namespace tamis::dedup
