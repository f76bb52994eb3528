// Counts, over more pages than fit into memory, which blocks repeat on each site.
//
//   PageSketch -> records -> [SiteCounter: sorted] -> TableBuilder -> site.table
//
// What comes out depends on the set of records alone: not on their order, on how often each was
// added, on the threads or on the memory.
//
// Disk:   24 bytes for each block of each page.
// Tested: site_counter_test.cc.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/site/page_sketch.h"
#include "io/parted_sort.h"
#include "pipeline/site/site_record.h"
#include "tamis/site.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Appends the records of a page; none when it has no blocks that count or `host` is 0.
void AppendRecords(uint64_t host, uint32_t url, const extract::PageSketch& sketch,
                   std::vector<SiteRecord>& records);

class SiteCounter {
 public:
  // What does not fit into memory goes into `folder`, which must exist.
  SiteCounter(const std::string& folder, const SiteOptions& options)
      : options_(options), records_(folder, options.memory_bytes, kParts) {}

  // Threads: any number may add at a time.
  // Errors:  kIo; counting has failed then.
  Status Add(std::span<const SiteRecord> records);

  // Writes the table; nothing may be added afterwards. `stop` may be null; when it is set,
  // kCancelled is returned soon.
  Status WriteTable(const std::string& path, const std::atomic<bool>* stop);

 private:
  static constexpr size_t kParts = 8;

  // Ranges of hosts, so that the parts in their order are all records in order.
  static size_t PartOf(uint64_t host) { return host / (UINT64_MAX / kParts + 1); }

  const SiteOptions options_;
  io::PartedSorter<SiteRecord> records_;
};

}  // namespace tamis::pipeline
