// External sorters side by side, each with the records of one part: several threads fill them, and
// several read them, each another part.
//
//   threads -> [PartedWriter] -> parts -> ExternalSorter each -> part(0), part(1), ...
//
// The caller says which part a record belongs to. When parts are ranges of what records are
// ordered by, reading one after the other gives all in order.
//
// Tested: parted_sort_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "io/external_sort.h"
#include "tamis/status.h"

namespace tamis::io {

// Memory, disk and errors: of ExternalSorter; `memory_bytes` is for all parts.
template <typename Record>
class PartedSorter {
 public:
  PartedSorter(const std::string& folder, uint64_t memory_bytes, size_t parts) {
    for (size_t i = 0; i < parts; ++i) {
      parts_.emplace_back().sorter =
          std::make_unique<ExternalSorter<Record>>(folder, memory_bytes / parts);
    }
  }

  size_t parts() const { return parts_.size(); }

  // Threads: any number at a time.
  Status Add(size_t part, std::span<const Record> records) {
    Part& to = parts_[part];
    const std::lock_guard lock(to.mutex);
    for (const Record& record : records) {
      if (Status status = to.sorter->Add(record); !status.ok()) return status;
    }
    return {};
  }

  // To be sorted and read, by one thread, when all adding has ended.
  ExternalSorter<Record>& part(size_t i) { return *parts_[i].sorter; }
  // Gives back its memory and disk.
  void Drop(size_t part) { parts_[part].sorter.reset(); }

 private:
  struct Part {
    std::mutex mutex;
    std::unique_ptr<ExternalSorter<Record>> sorter;
  };

  std::deque<Part> parts_;  // which cannot be moved
};

// What one thread adds, some records at a time.
template <typename Record>
class PartedWriter {
 public:
  explicit PartedWriter(PartedSorter<Record>& sorter) : sorter_(sorter), waiting_(sorter.parts()) {}

  Status Add(size_t part, const Record& record) {
    std::vector<Record>& waiting = waiting_[part];
    waiting.push_back(record);
    return waiting.size() < kAtATime ? Status() : Flush(part);
  }

  // Adds what waits.
  Status Finish() {
    Status status;
    for (size_t part = 0; part < waiting_.size() && status.ok(); ++part) status = Flush(part);
    return status;
  }

 private:
  static constexpr size_t kAtATime = 256;

  Status Flush(size_t part) {
    Status status = sorter_.Add(part, waiting_[part]);
    waiting_[part].clear();
    return status;
  }

  PartedSorter<Record>& sorter_;
  std::vector<std::vector<Record>> waiting_;  // by part
};

}  // namespace tamis::io
