#include "dedup/substring/substring.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <utility>

#include "dedup/substring/first_places.h"
#include "dedup/substring/matcher.h"
#include "dedup/substring/parallel.h"
#include "dedup/substring/seen_filter.h"
#include "dedup/substring/slices.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/windows.h"

namespace tamis::dedup {
namespace {

// Half-open.
struct HashRange {
  uint64_t begin = 0;
  uint64_t end = 0;
};

// A window whose hash may have been seen twice.
struct Candidate {
  uint64_t begin = 0;  // in Documents::text
  uint64_t hash = 0;
  uint64_t first = 0;  // where its hash stood first
};

constexpr uint64_t kSliceBytes = uint64_t{4} << 20;
constexpr uint64_t kMinSliceBytes = 16 << 10;
constexpr uint64_t kMinBytes = 4096;
constexpr uint64_t kUsualBytes = uint64_t{64} << 20;
constexpr size_t kAhead = 16;  // hashes whose memory is fetched before it is looked at

// Calls use(begin, hash) a little later than Push(), when the filter's memory has arrived.
template <typename Use>
class Delayed {
 public:
  Delayed(const SeenFilter& filter, Use use) : filter_(filter), use_(use) {}

  void Push(uint64_t begin, uint64_t hash) {
    filter_.Prefetch(hash);
    Candidate& slot = ring_[count_ % kAhead];
    if (count_ >= kAhead) use_(slot.begin, slot.hash);
    slot = {begin, hash, 0};
    ++count_;
  }
  void Finish() {
    for (size_t i = count_ < kAhead ? 0 : count_ - kAhead; i < count_; ++i) {
      use_(ring_[i % kAhead].begin, ring_[i % kAhead].hash);
    }
  }

 private:
  const SeenFilter& filter_;
  Use use_;
  size_t count_ = 0;
  Candidate ring_[kAhead];
};

// What is held, and how much of it at a time.
struct Plan {
  uint64_t filter_bytes = 0;
  uint64_t places_bytes = UINT64_MAX;  // of each thread
  uint64_t slice_bytes = 0;
  uint64_t ranges = 1;  // of hashes; more when places_bytes do not do
};

Plan MakePlan(uint64_t text_bytes, const SubstringOptions& options) {
  const bool bytes = options.unit == SubstringUnit::kBytes;
  // Words have six bytes with their space, Han three: somewhere between.
  const uint64_t windows = bytes ? text_bytes : text_bytes / 4;
  Plan plan;
  plan.filter_bytes = windows / 8 * SeenFilter::kBitsPerHash + kMinBytes;
  plan.slice_bytes = bytes ? kSliceBytes / 8 : kSliceBytes;
  const uint64_t memory = options.memory_bytes == 0 ? std::max(text_bytes * 6, kUsualBytes)
                                                    : std::max(options.memory_bytes, kMinBytes);
  const uint64_t filter = std::min(plan.filter_bytes, memory / 8 * 3);
  plan.ranges = (plan.filter_bytes + filter - 1) / filter;
  plan.filter_bytes = filter;
  plan.places_bytes = memory / 2 / options.threads;
  // A candidate of 24 bytes for each window at most.
  const uint64_t slices = memory / 8 / options.threads / (bytes ? 24 : 6);
  plan.slice_bytes = std::clamp(slices, kMinSliceBytes, plan.slice_bytes);
  return plan;
}

class Finder {
 public:
  Finder(const Documents& documents, const SubstringOptions& options, const Plan& plan,
         const std::atomic<bool>* stop)
      : documents_(documents),
        options_(options),
        plan_(plan),
        stop_(stop),
        filter_(plan.filter_bytes) {
    for (unsigned i = 0; i < options.threads; ++i) {
      workers_.emplace_back(documents, options);
    }
  }

  Result<std::vector<RepeatedSpan>> Run();

 private:
  // What a thread holds.
  struct Worker {
    Worker(const Documents& documents, const SubstringOptions& options)
        : scanner(documents, options), matcher(documents, options) {}

    WindowScanner scanner;
    Matcher matcher;
    Slice slice;
    std::vector<Candidate> candidates;  // of the slice, in order
    std::vector<TextRange> ranges;      // that stood before
    std::vector<Candidate> others;      // whose hash stood before, with other words
  };

  bool Stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  void FillFilter(const HashRange& range);
  bool FindRepeats(const HashRange& range);
  void Collect(Worker& worker, const HashRange& range);
  void LookUp(FirstPlaces& places, unsigned part);
  void Compare(Worker& worker);
  void TellOthersApart();
  void TakeRanges();

  const Documents& documents_;
  const SubstringOptions options_;
  const Plan plan_;
  const std::atomic<bool>* const stop_;
  SeenFilter filter_;
  std::vector<Worker> workers_;
  std::vector<TextRange> ranges_;
  size_t join_at_ = 4096;  // ranges
};

// Threads take the slices as they come: the filter does not depend on the order.
void Finder::FillFilter(const HashRange& range) {
  filter_.Clear();
  Slicer slicer(documents_, plan_.slice_bytes);
  std::mutex mutex;
  const auto next = [&](Slice& slice) {
    const std::lock_guard lock(mutex);
    return !Stopped() && slicer.Next(slice);
  };
  RunOnThreads(options_.threads, [&](unsigned i) {
    Delayed add(filter_, [this](uint64_t, uint64_t hash) { filter_.Add(hash); });
    for (Slice slice; next(slice);) {
      workers_[i].scanner.Scan(slice, [&](uint64_t begin, uint64_t hash) {
        if (hash >= range.begin && hash < range.end) add.Push(begin, hash);
      });
    }
    add.Finish();
  });
}

// Of the worker's slice.
void Finder::Collect(Worker& worker, const HashRange& range) {
  worker.candidates.clear();
  Delayed collect(filter_, [&](uint64_t begin, uint64_t hash) {
    if (filter_.MayRepeat(hash)) worker.candidates.push_back({begin, hash, begin});
  });
  worker.scanner.Scan(worker.slice, [&](uint64_t begin, uint64_t hash) {
    if (hash >= range.begin && hash < range.end) collect.Push(begin, hash);
  });
  collect.Finish();
}

// Of all workers' candidates, those whose hash belongs to this part.
void Finder::LookUp(FirstPlaces& places, unsigned part) {
  const auto belongs = [this, part](uint64_t hash) {
    return (hash >> 5) % options_.threads == part;
  };
  for (Worker& worker : workers_) {
    std::vector<Candidate>& candidates = worker.candidates;
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (i + kAhead < candidates.size()) places.Prefetch(candidates[i + kAhead].hash);
      if (!belongs(candidates[i].hash)) continue;
      candidates[i].first = places.Put(candidates[i].hash, candidates[i].begin);
      if (places.full()) return;
    }
  }
}

void Finder::Compare(Worker& worker) {
  for (const Candidate& candidate : worker.candidates) {
    if (candidate.first == candidate.begin) continue;
    TextRange range;
    if (!worker.matcher.Match(candidate.begin, candidate.first, range)) {
      worker.others.push_back(candidate);
    } else if (!worker.ranges.empty() && worker.ranges.back().begin < range.begin &&
               range.begin < worker.ranges.back().end) {
      worker.ranges.back().end = std::max(worker.ranges.back().end, range.end);
    } else {
      worker.ranges.push_back(range);
    }
  }
}

// Windows whose hash stood before with other words. All windows that have these hashes and those
// other words are among them: equal ones are found by sorting.
void Finder::TellOthersApart() {
  std::vector<Candidate> others;
  for (Worker& worker : workers_) {
    others.insert(others.end(), worker.others.begin(), worker.others.end());
    worker.others.clear();
  }
  Matcher& matcher = workers_[0].matcher;
  std::sort(others.begin(), others.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = matcher.Compare(a.begin, b.begin);
    return order != 0 ? order < 0 : a.begin < b.begin;
  });
  size_t first = 0;
  for (size_t i = 1; i < others.size(); ++i) {
    TextRange range;
    if (others[i].hash == others[first].hash &&
        matcher.Match(others[i].begin, others[first].begin, range)) {
      ranges_.push_back(range);
    } else {
      first = i;
    }
  }
}

void Finder::TakeRanges() {
  for (Worker& worker : workers_) {
    ranges_.insert(ranges_.end(), worker.ranges.begin(), worker.ranges.end());
    worker.ranges.clear();
  }
  if (ranges_.size() < join_at_) return;
  JoinRanges(ranges_);
  join_at_ = std::max<size_t>(ranges_.size() * 2, 4096);
}

// The windows with hashes of the range, round by round: each thread a slice, in the order of the
// text. False when there are too many that may repeat; what was found up to there holds.
bool Finder::FindRepeats(const HashRange& range) {
  std::vector<FirstPlaces> places(options_.threads, FirstPlaces(plan_.places_bytes));
  Slicer slicer(documents_, plan_.slice_bytes);
  for (bool more = true; more && !Stopped();) {
    for (Worker& worker : workers_) {
      if (!(more = slicer.Next(worker.slice))) worker.slice = {};
    }
    RunOnThreads(options_.threads, [&](unsigned i) { Collect(workers_[i], range); });
    RunOnThreads(options_.threads, [&](unsigned i) { LookUp(places[i], i); });
    for (const FirstPlaces& part : places) {
      if (!part.full()) continue;
      for (Worker& worker : workers_) worker.others.clear();
      return false;
    }
    RunOnThreads(options_.threads, [&](unsigned i) { Compare(workers_[i]); });
    TakeRanges();
  }
  TellOthersApart();
  return true;
}

Result<std::vector<RepeatedSpan>> Finder::Run() {
  std::vector<HashRange> left;
  const uint64_t hashes = uint64_t{1} << options_.hash_bits;
  const uint64_t step = hashes / plan_.ranges + 1;
  for (uint64_t begin = 0; begin < hashes; begin += step) {
    left.push_back({begin, std::min(begin + step, hashes)});
  }
  while (!left.empty() && !Stopped()) {
    const HashRange range = left.back();
    left.pop_back();
    FillFilter(range);
    if (FindRepeats(range)) continue;
    const uint64_t middle = range.begin + (range.end - range.begin) / 2;
    left.push_back({middle, range.end});
    left.push_back({range.begin, middle});
  }
  if (Stopped()) return Status(StatusCode::kCancelled, "stopped");
  JoinRanges(ranges_);
  return MakeSpans(documents_, ranges_);
}

Status Check(const Documents& documents, const SubstringOptions& options) {
  const bool ordered = std::is_sorted(documents.ends.begin(), documents.ends.end());
  const uint64_t last = documents.ends.empty() ? 0 : documents.ends.back();
  if (!ordered || last != documents.text.size()) {
    return Status(StatusCode::kInvalidArgument, "the ends of the documents are not in order");
  }
  if (options.min_length == 0 || options.threads == 0 || options.hash_bits == 0 ||
      options.hash_bits > 61) {
    return Status(StatusCode::kInvalidArgument,
                  "the shortest repeated span and the number of threads must be at least 1");
  }
  return {};
}

}  // namespace

Result<std::vector<RepeatedSpan>> FindRepeatedSpans(const Documents& documents,
                                                    const SubstringOptions& options,
                                                    const std::atomic<bool>* stop) {
  if (Status status = Check(documents, options); !status.ok()) return status;
  return Finder(documents, options, MakePlan(documents.text.size(), options), stop).Run();
}

}  // namespace tamis::dedup
