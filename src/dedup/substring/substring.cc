#include "dedup/substring/substring.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <utility>

#include "dedup/substring/parallel.h"
#include "dedup/substring/run_matcher.h"
#include "dedup/substring/slices.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/window_runs.h"
#include "dedup/substring/windows.h"
#include "io/parted_sort.h"

namespace tamis::dedup {
namespace {

constexpr uint64_t kSliceBytes = uint64_t{4} << 20;
constexpr uint64_t kUsualBytes = uint64_t{64} << 20;
constexpr size_t kParts = 16;          // of keys, and of the text
constexpr size_t kRunsPerLook = 1024;  // between two calls of `progress`

// What is held of each.
struct Plan {
  uint64_t runs_bytes = 0;
  uint64_t ranges_bytes = 0;
  uint64_t matcher_bytes = 0;  // a thread
};

Plan MakePlan(uint64_t text_bytes, const SubstringOptions& options) {
  const uint64_t memory =
      options.memory_bytes != 0 ? options.memory_bytes : std::max(text_bytes, kUsualBytes);
  return {memory / 2, memory / 4, memory / 4 / options.threads};
}

size_t PartOf(uint64_t key) {
  // Keys are the least of many: most are small.
  return static_cast<size_t>((key * 0x9E3779B97F4A7C15u) >> 32) % kParts;
}

class Finder {
 public:
  Finder(const Documents& documents, const SubstringOptions& options, const Plan& plan,
         const SubstringProgress& progress)
      : documents_(documents),
        options_(options),
        plan_(plan),
        progress_(progress),
        runs_(options.folder, plan.runs_bytes, kParts),
        ranges_(options.folder, plan.ranges_bytes, kParts) {}

  Result<std::vector<RepeatedSpan>> Run();

 private:
  Status Done(uint64_t bytes);
  template <typename Work>
  Status OnThreads(Work work);
  Status CollectRuns();
  Status MatchRuns();
  Status MatchPart(size_t part, RunMatcher& matcher);
  Result<std::vector<RepeatedSpan>> MakeSpans();

  const Documents& documents_;
  const SubstringOptions options_;
  const Plan plan_;
  const SubstringProgress& progress_;
  std::mutex progress_mutex_;
  uint64_t done_ = 0;                   // bytes that were read, and that were compared
  io::PartedSorter<WindowRun> runs_;    // by key
  io::PartedSorter<TextRange> ranges_;  // by place
};

// So many bytes more.
Status Finder::Done(uint64_t bytes) {
  const std::lock_guard lock(progress_mutex_);
  done_ += bytes;
  const double all = 2.0 * static_cast<double>(std::max<size_t>(documents_.text.size(), 1));
  return progress_ ? progress_(static_cast<double>(done_) / all) : Status();
}

// Gives the first status that is not ok.
template <typename Work>
Status Finder::OnThreads(Work work) {
  std::vector<Status> statuses(options_.threads);
  RunOnThreads(options_.threads, [&](unsigned i) { statuses[i] = work(); });
  const auto bad = std::find_if(statuses.begin(), statuses.end(),
                                [](const Status& status) { return !status.ok(); });
  return bad == statuses.end() ? Status() : *bad;
}

// Threads take the slices as they come: sorting does not depend on the order.
Status Finder::CollectRuns() {
  Slicer slicer(documents_, kSliceBytes);
  std::mutex mutex;
  const auto next = [&](Slice& slice) {
    const std::lock_guard lock(mutex);
    return slicer.Next(slice);
  };
  return OnThreads([&] {
    RunScanner scanner(documents_, options_);
    io::PartedWriter<WindowRun> writer(runs_);
    Status status;
    for (Slice slice; status.ok() && next(slice);) {
      scanner.Scan(slice, [&](const WindowRun& run) {
        if (status.ok()) status = writer.Add(PartOf(run.key()), run);
      });
      if (status.ok()) status = Done(slice.end - slice.begin);
    }
    return status.ok() ? writer.Finish() : status;
  });
}

// A run alone with its key has no equal windows, unless it says so.
Status Finder::MatchPart(size_t part, RunMatcher& matcher) {
  io::ExternalSorter<WindowRun>& runs = runs_.part(part);
  if (Status status = runs.Sort(); !status.ok()) return status;
  WindowRun last, run;
  bool waits = false;  // the last one, for a second with its key
  for (size_t i = 0;; ++i) {
    bool more = false;
    Status status = runs.Next(run, more);
    if (status.ok() && i % kRunsPerLook == 0) status = Done(0);
    if (!status.ok() || !more) return status;
    const bool same_key = i != 0 && run.key() == last.key();
    if (same_key && waits) status = matcher.Add(last);
    waits = !same_key && !run.again();
    if (status.ok() && !waits) status = matcher.Add(run);
    if (!status.ok()) return status;
    last = run;
  }
}

Status Finder::MatchRuns() {
  const uint64_t part_bytes = documents_.text.size() / kParts + 1;
  std::atomic<size_t> next = 0;
  return OnThreads([&] {
    RunMatcher matcher(documents_, options_, plan_.matcher_bytes, ranges_, part_bytes);
    for (size_t part = next++; part < kParts; part = next++) {
      Status status = MatchPart(part, matcher);
      if (status.ok()) status = Done(documents_.text.size() / kParts);
      if (!status.ok()) return status;
      runs_.Drop(part);
    }
    return matcher.Finish();
  });
}

Result<std::vector<RepeatedSpan>> Finder::MakeSpans() {
  SpanMaker spans(documents_);
  TextRange range;
  for (size_t part = 0; part < kParts; ++part) {
    io::ExternalSorter<TextRange>& ranges = ranges_.part(part);
    Status status = ranges.Sort();
    for (bool more = true; status.ok() && more;) {
      status = ranges.Next(range, more);
      if (more) spans.Add(range);
    }
    if (status.ok()) status = Done(0);
    if (!status.ok()) return status;
    ranges_.Drop(part);
  }
  return spans.Finish();
}

Result<std::vector<RepeatedSpan>> Finder::Run() {
  if (Status status = CollectRuns(); !status.ok()) return status;
  if (Status status = MatchRuns(); !status.ok()) return status;
  return MakeSpans();
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
  if (documents.text.size() >= kPlaces) {
    return Status(StatusCode::kTooLarge, "more than 16 TiB of text");
  }
  return {};
}

}  // namespace

Result<std::vector<RepeatedSpan>> FindRepeatedSpans(const Documents& documents,
                                                    const SubstringOptions& options,
                                                    const SubstringProgress& progress) {
  if (Status status = Check(documents, options); !status.ok()) return status;
  return Finder(documents, options, MakePlan(documents.text.size(), options), progress).Run();
}

}  // namespace tamis::dedup
