// Counts, over more pages than fit into memory, which blocks repeat on each site.
//
//   PageSketch -> records -> [SiteCounter: sort, spill, merge] -> TableBuilder -> site.table
//
// Records are collected in one half of the memory while those in the other half are sorted and
// written as a run; at the end the runs are merged. What comes out depends on the set of records
// alone: not on their order, on how often each was added, on the threads or on the memory.
//
// Disk:   24 bytes for each different block of each page, twice while runs of runs are merged.
// Tested: site_counter_test.cc.

#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "extract/site/page_sketch.h"
#include "pipeline/site/site_record.h"
#include "tamis/site.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Appends the records of a page; none when it has no blocks that count or `host` is 0.
void AppendRecords(uint64_t host, uint32_t url, const extract::PageSketch& sketch,
                   std::vector<SiteRecord>& records);

class SiteCounter {
 public:
  // Runs are written into `folder`, which must exist, and removed by the destructor.
  SiteCounter(std::string folder, const SiteOptions& options);
  ~SiteCounter();
  SiteCounter(const SiteCounter&) = delete;
  SiteCounter& operator=(const SiteCounter&) = delete;

  // Threads: any number may add at a time.
  // Errors:  kIo; counting has failed then.
  Status Add(std::span<const SiteRecord> records);

  // Writes the table; nothing may be added afterwards. `stop` may be null; when it is set,
  // kCancelled is returned soon.
  Status WriteTable(const std::string& path, const std::atomic<bool>* stop);

 private:
  // Empties `records`.
  static Status Spill(std::vector<SiteRecord>& records, const std::string& path);
  Status MergeSome(const std::atomic<bool>* stop);
  std::string NewRun();

  const std::string folder_;
  const SiteOptions options_;
  const size_t capacity_;  // records in each half of the memory

  std::mutex mutex_;
  std::condition_variable spilled_;
  bool spilling_ = false;
  Status status_;                     // of the first spill that failed
  std::vector<SiteRecord> filling_;   // below capacity_ whenever the mutex is free, but for waits
  std::vector<SiteRecord> to_spill_;  // of the thread that set spilling_
  std::vector<std::string> runs_;
  uint32_t next_run_ = 0;
};

}  // namespace tamis::pipeline
