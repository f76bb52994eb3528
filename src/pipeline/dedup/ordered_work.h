// Jobs that are made one after the other, worked on by several threads, and taken in the order in
// which they were made.
//
//   Take() -> the caller fills the job -> Push() -> work(job, thread) -> sink(job), in order
//
// Memory: twice as many jobs as threads; they are used again.

#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "tamis/status.h"

namespace tamis::pipeline {

// Threads: Take(), Push() and Finish() from one thread. `work` is called from several at a time,
// with the thread's number; `sink` from one at a time.
template <typename Job>
class OrderedWork {
 public:
  using Work = std::function<void(Job&, uint32_t thread)>;
  using Sink = std::function<Status(Job&)>;

  OrderedWork(uint32_t threads, Work work, Sink sink)
      : work_(std::move(work)), sink_(std::move(sink)), limit_(2 * size_t{threads}) {
    for (uint32_t thread = 0; thread < threads; ++thread) {
      threads_.emplace_back([this, thread] { Run(thread); });
    }
  }
  ~OrderedWork() { (void)Finish(); }
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  // A job to fill: a new one or one that was used before.
  std::unique_ptr<Job> Take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<Job>();
    std::unique_ptr<Job> job = std::move(free_.back());
    free_.pop_back();
    return job;
  }

  // Waits while too many are under way. The first error of the sink; the job is dropped then.
  Status Push(std::unique_ptr<Job> job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return jobs_.size() < limit_ || !status_.ok(); });
    if (!status_.ok()) return status_;
    jobs_.push_back({std::move(job), State::kWaiting});
    work_there_.notify_one();
    return {};
  }

  // Waits until all is taken. The first error of the sink.
  Status Finish() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      work_there_.notify_all();
    }
    threads_.clear();  // joins
    return status_;
  }

 private:
  enum class State : uint8_t { kWaiting, kRunning, kDone };
  struct Slot {
    std::unique_ptr<Job> job;
    State state;
  };

  Slot* NextWaiting() {
    for (Slot& slot : jobs_) {
      if (slot.state == State::kWaiting) return &slot;
    }
    return nullptr;
  }

  void Run(uint32_t thread) {
    std::unique_lock lock(mutex_);
    for (;;) {
      Slot* slot = nullptr;
      work_there_.wait(lock, [&] { return (slot = NextWaiting()) != nullptr || closed_; });
      if (slot == nullptr) return;
      slot->state = State::kRunning;
      Job& job = *slot->job;  // stays where it is; slots of a deque do as well, at its ends
      lock.unlock();
      work_(job, thread);
      lock.lock();
      slot->state = State::kDone;
      Drain(lock);
    }
  }

  // Whoever finds the oldest job done hands out all that follow in line.
  void Drain(std::unique_lock<std::mutex>& lock) {
    if (draining_) return;
    draining_ = true;
    while (!jobs_.empty() && jobs_.front().state == State::kDone) {
      std::unique_ptr<Job> job = std::move(jobs_.front().job);
      const bool wanted = status_.ok();
      lock.unlock();
      Status status = wanted ? sink_(*job) : Status();
      lock.lock();
      if (!status.ok()) status_ = std::move(status);
      jobs_.pop_front();
      free_.push_back(std::move(job));
      room_.notify_one();
    }
    draining_ = false;
  }

  const Work work_;
  const Sink sink_;
  const size_t limit_;
  std::mutex mutex_;
  std::condition_variable work_there_, room_;
  std::deque<Slot> jobs_;
  std::vector<std::unique_ptr<Job>> free_;
  Status status_;
  bool closed_ = false;
  bool draining_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace tamis::pipeline
