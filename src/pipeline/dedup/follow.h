// How far a deduplication is, and what went wrong on the way.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "tamis/dedup.h"

namespace tamis::pipeline {

// Threads: safe.
class Follower {
 public:
  // `total_bytes`: of the files, once.
  Follower(const DedupHooks& hooks, uint64_t total_bytes, int passes)
      : hooks_(hooks), file_bytes_(total_bytes) {
    now_.bytes_total = total_bytes * static_cast<uint64_t>(passes);
  }

  // A part of the work begins.
  void Comparing() {
    const std::lock_guard lock(mutex_);
    now_.comparing = true;
    Show(true);
  }
  // The same as a pass: with ProgressOfPass().
  void ComparingPass() {
    {
      const std::lock_guard lock(mutex_);
      bytes_before_ += file_bytes_;
    }
    Comparing();
  }
  void Writing() {
    NextPass();
    const std::lock_guard lock(mutex_);
    now_.writing = true;
  }
  // The files are read once more.
  void NextPass() {
    const std::lock_guard lock(mutex_);
    now_.comparing = false;
    bytes_before_ += file_bytes_;
    now_.rows = 0;
  }

  // `bytes` of the files were read in this pass. kCancelled when the caller wants no more.
  Status Progress(uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    now_.bytes_done = bytes_before_ + bytes;
    Show(false);
    return Stopped() ? Status(StatusCode::kCancelled, "interrupted; nothing was finished")
                     : Status();
  }
  Status ProgressOfPass(double share) {
    return Progress(static_cast<uint64_t>(share * static_cast<double>(file_bytes_)));
  }
  bool Stopped() const { return hooks_.stop != nullptr && hooks_.stop->load(); }

  void AddRows(uint64_t rows) {
    const std::lock_guard lock(mutex_);
    now_.rows += rows;
  }
  void Problem(const std::string& sentence) {
    const std::lock_guard lock(mutex_);
    if (now_.writing) return;  // told in the first pass
    ++problems_;
    if (hooks_.problem) hooks_.problem(sentence);
  }
  uint64_t problems() const { return problems_; }

 private:
  using Clock = std::chrono::steady_clock;

  void Show(bool at_once) {
    if (!hooks_.progress) return;
    now_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    if (!at_once && now_.seconds - shown_ < 0.1) return;
    shown_ = now_.seconds;
    hooks_.progress(now_);
  }

  const DedupHooks& hooks_;
  const uint64_t file_bytes_;
  uint64_t bytes_before_ = 0;  // in the passes before
  const Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
  DedupProgress now_;
  uint64_t problems_ = 0;
  double shown_ = -1;
};

}  // namespace tamis::pipeline
