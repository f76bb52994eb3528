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

  void Advance(const RunSummary& counts);
  void Problem(const std::string& sentence);

  double seconds() const;
  // The first problems, at most 100.
  std::vector<std::string> TakeProblems();

 private:
  void Watch();
  void CallProgress();

  const RunHooks& hooks_;
  const std::chrono::steady_clock::time_point begin_;
  std::mutex mutex_;  // held during every call of a hook
  RunProgress progress_;
  std::vector<std::string> problems_;
  bool told_of_more_ = false;
  bool ended_ = false;
  std::condition_variable end_;
  std::thread thread_;
};

}  // namespace tamis::pipeline
