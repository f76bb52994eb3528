// Objects that are expensive to make and are used again: one for each thread that needs one at
// the same time.

#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tamis::pipeline {

// Threads: safe.
template <typename T>
class Pool {
 public:
  Pool() = default;
  ~Pool() {
    const std::lock_guard lock(mutex_);  // whoever gave last is done
    free_.clear();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // An object that was given back, else one that `make` makes (a std::unique_ptr<T>).
  template <typename Make>
  std::unique_ptr<T> Take(Make&& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<T> object = std::move(free_.back());
        free_.pop_back();
        return object;
      }
    }
    return make();
  }

  void Give(std::unique_ptr<T> object) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(object));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace tamis::pipeline
