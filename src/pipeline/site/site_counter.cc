#include "pipeline/site/site_counter.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "pipeline/site/run_file.h"
#include "pipeline/site/table_builder.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMinCapacity = 64;          // records
constexpr size_t kRunsAtATime = 64;          // merged
constexpr size_t kRecordsPerLook = 1 << 16;  // between two looks at `stop`

bool IsSet(const std::atomic<bool>* stop) { return stop != nullptr && *stop; }

Status Cancelled() { return Status(StatusCode::kCancelled, "counting over sites was stopped"); }

// Hands all records of a merger to `take`, a Status(const SiteRecord&).
template <typename Take>
Status Drain(RunMerger& merger, const std::atomic<bool>* stop, Take&& take) {
  for (size_t i = 0; merger.record() != nullptr; ++i) {
    if (i % kRecordsPerLook == 0 && IsSet(stop)) return Cancelled();
    if (Status status = take(*merger.record()); !status.ok()) return status;
    if (Status status = merger.Advance(); !status.ok()) return status;
  }
  return {};
}

void Remove(const std::string& path) {
  std::error_code ignored;  // what cannot be removed is removed with the folder, or by the user
  std::filesystem::remove(path, ignored);
}

}  // namespace

void AppendRecords(uint64_t host, uint32_t url, const extract::PageSketch& sketch,
                   std::vector<SiteRecord>& records) {
  if (host == 0 || sketch.blocks.empty()) return;
  const auto content = static_cast<uint32_t>(sketch.content);
  records.push_back({host, kPageItself, url, content});
  for (const uint64_t block : sketch.blocks) records.push_back({host, block, url, content});
}

SiteCounter::SiteCounter(std::string folder, const SiteOptions& options)
    : folder_(std::move(folder)),
      options_(options),
      capacity_(std::max<size_t>(options.memory_bytes / 2 / sizeof(SiteRecord), kMinCapacity)) {}

SiteCounter::~SiteCounter() {
  for (const std::string& run : runs_) Remove(run);
}

std::string SiteCounter::NewRun() {
  return folder_ + "/run-" + std::to_string(next_run_++) + ".tmp";
}

Status SiteCounter::Add(std::span<const SiteRecord> records) {
  std::unique_lock lock(mutex_);
  filling_.reserve(capacity_);
  while (!records.empty() && status_.ok()) {
    if (filling_.size() < capacity_) {
      const size_t count = std::min(records.size(), capacity_ - filling_.size());
      filling_.insert(filling_.end(), records.begin(),
                      records.begin() + static_cast<ptrdiff_t>(count));
      records = records.subspan(count);
      continue;
    }
    if (spilling_) {
      spilled_.wait(lock, [this] { return !spilling_; });
      continue;  // somebody else may have been faster
    }
    spilling_ = true;
    filling_.swap(to_spill_);
    filling_.reserve(capacity_);
    const std::string run = NewRun();
    runs_.push_back(run);
    lock.unlock();
    const Status status = Spill(to_spill_, run);
    lock.lock();
    spilling_ = false;
    if (status_.ok()) status_ = status;
    spilled_.notify_all();
  }
  return status_;
}

Status SiteCounter::Spill(std::vector<SiteRecord>& records, const std::string& path) {
  std::sort(records.begin(), records.end());
  records.erase(std::unique(records.begin(), records.end()), records.end());
  Result<RunWriter> run = RunWriter::Create(path);
  if (!run.ok()) return run.status();
  Status status = run->Append(records);
  records.clear();
  return status;
}

// The first runs become one, the last.
Status SiteCounter::MergeSome(const std::atomic<bool>* stop) {
  const auto end = runs_.begin() + static_cast<ptrdiff_t>(std::min(kRunsAtATime, runs_.size()));
  const std::vector<std::string> some(runs_.begin(), end);
  runs_.push_back(NewRun());
  Result<RunWriter> run = RunWriter::Create(runs_.back());
  if (!run.ok()) return run.status();
  Result<RunMerger> merger = RunMerger::Open(some, options_.memory_bytes / 2);
  if (!merger.ok()) return merger.status();
  std::vector<SiteRecord> buffer;
  const size_t enough = std::max<size_t>(kMinCapacity, capacity_ / kRunsAtATime);
  const auto flush = [&] {
    Status status = run->Append(buffer);
    buffer.clear();
    return status;
  };
  Status status = Drain(*merger, stop, [&](const SiteRecord& record) {
    buffer.push_back(record);
    return buffer.size() < enough ? Status() : flush();
  });
  if (status.ok()) status = flush();
  for (const std::string& path : some) Remove(path);
  runs_.erase(runs_.begin(), runs_.begin() + static_cast<ptrdiff_t>(some.size()));
  return status;
}

Status SiteCounter::WriteTable(const std::string& path, const std::atomic<bool>* stop) {
  if (!status_.ok()) return status_;
  if (!filling_.empty()) {
    runs_.push_back(NewRun());
    if (Status status = Spill(filling_, runs_.back()); !status.ok()) return status;
  }
  filling_ = std::vector<SiteRecord>();  // ... = {} would keep the memory
  to_spill_ = std::vector<SiteRecord>();
  while (runs_.size() > kRunsAtATime) {
    if (Status status = MergeSome(stop); !status.ok()) return status;
  }
  Result<RunMerger> merger = RunMerger::Open(runs_, options_.memory_bytes / 2);
  if (!merger.ok()) return merger.status();
  Result<SiteTableWriter> writer = SiteTableWriter::Create(path);
  if (!writer.ok()) return writer.status();
  TableBuilder builder(std::move(*writer), options_);
  Status status =
      Drain(*merger, stop, [&builder](const SiteRecord& record) { return builder.Add(record); });
  return status.ok() ? builder.Finish() : status;
}

}  // namespace tamis::pipeline
