// Tells the caller of a run how far it is, and what went wrong, one call at a time.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tamis/pipeline.h"

namespace tamis::pipeline {

// Threads: safe. Its own thread makes the calls of RunHooks::progress.
class Monitor {
 public:
  // `hooks` must outlive the monitor. `bytes_total`: see RunProgress.
  Monitor(const RunHooks& hooks, uint64_t bytes_total);
  // Ends the calls; the last one is made before it returns.
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  // What earlier runs had done already.
  void StartAt(const RunSummary& counts);
  void Advance(const RunSummary& counts, const StageTimes& stages = {});
  // Tells the first problems one by one, then that there are more.
  void Problem(const std::string& sentence);

  double seconds() const;

 private:
  void Watch();
  void CallProgress();

  const RunHooks& hooks_;
  const std::chrono::steady_clock::time_point begin_;
  std::mutex mutex_;  // held during every call of a hook
  RunProgress progress_;
  size_t problems_ = 0;
  bool ended_ = false;
  std::condition_variable end_;
  std::thread thread_;
};

}  // namespace tamis::pipeline
