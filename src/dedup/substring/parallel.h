// The same work on several threads.

#pragma once

#include <thread>
#include <vector>

namespace tamis::dedup {

// Calls work(0) to work(threads - 1), each on a thread of its own, and waits for all.
template <typename Work>
void RunOnThreads(unsigned threads, Work work) {
  std::vector<std::jthread> others;
  others.reserve(threads);
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(work, i);
  work(0);
}

}  // namespace tamis::dedup
