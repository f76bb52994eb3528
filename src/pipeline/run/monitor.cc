#include "pipeline/run/monitor.h"

#include <string_view>

#include "pipeline/run/process.h"

namespace tamis::pipeline {
namespace {

constexpr std::chrono::milliseconds kInterval(100);
constexpr size_t kMaxProblems = 100;  // told; damage can come by the million

}  // namespace

Monitor::Monitor(const RunHooks& hooks, uint64_t bytes_total)
    : hooks_(hooks), begin_(std::chrono::steady_clock::now()) {
  progress_.bytes_total = bytes_total;
  if (hooks_.progress) thread_ = std::thread(&Monitor::Watch, this);
}

Monitor::~Monitor() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  end_.notify_all();
  if (thread_.joinable()) thread_.join();
}

double Monitor::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

void Monitor::Watch() {
  std::unique_lock lock(mutex_);
  while (!end_.wait_for(lock, kInterval, [this] { return ended_; })) CallProgress();
  CallProgress();
}

// REQUIRES: mutex_ is held.
void Monitor::CallProgress() {
  progress_.seconds = seconds();
  progress_.problems = problems_;
  progress_.memory_bytes = MemoryBytes();
  hooks_.progress(progress_);
}

void Monitor::Advance(const RunSummary& counts, const StageTimes& stages) {
  const std::lock_guard lock(mutex_);
  progress_.stages = stages;
  progress_.bytes_done = counts.bytes_read;
  progress_.records = counts.records;
  progress_.pages = counts.documents + counts.removed;
  progress_.documents = counts.documents;
}

void Monitor::StartAt(const RunSummary& counts) {
  {
    const std::lock_guard lock(mutex_);
    progress_.resumed_bytes = counts.bytes_read;
    progress_.resumed_pages = counts.documents + counts.removed;
  }
  Advance(counts);
}

void Monitor::Problem(const std::string& sentence) {
  const std::lock_guard lock(mutex_);
  ++problems_;
  if (!hooks_.problem || problems_ > kMaxProblems + 1) return;
  hooks_.problem(problems_ <= kMaxProblems
                     ? std::string_view(sentence)
                     : "there are more problems; they are counted, but not told one by one");
}

}  // namespace tamis::pipeline
