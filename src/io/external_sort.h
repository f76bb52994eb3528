// Sorts more records than fit into memory.
//
//   Add() -> [memory, full: sorted] -> runs in a temporary file -> merged -> Next()
//
// A run is an array of records as they lie in memory: it is read by the process that wrote it.
//
// Tested: external_sort_test.cc.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "io/temp_file.h"
#include "tamis/status.h"

namespace tamis::io {

// Record has no pointers and is ordered by <. Equal records all come out.
//
// Memory: `memory_bytes`, and a page more for each run: 1 / 16,000 of what was added when it is
//         64 MiB.
// Disk:   what was added, unless it fits into memory.
// Errors: of TempFile. After one of Add(), Sort() fails, too.
// Threads: one at a time.
template <typename Record>
class ExternalSorter {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  // Runs are put into `folder`.
  ExternalSorter(std::string folder, uint64_t memory_bytes)
      : folder_(std::move(folder)),
        capacity_(std::max<uint64_t>(memory_bytes / sizeof(Record), 16)) {}

  Status Add(const Record& record) {
    if (records_.size() == records_.capacity()) {
      // By doubling, but no further than needed.
      records_.reserve(std::min(capacity_, std::max<size_t>(2 * records_.size(), 16)));
    }
    records_.push_back(record);
    if (records_.size() < capacity_) return {};
    if (status_.ok()) status_ = Spill();
    return status_;
  }

  // Ends adding. Next() then gives the records in order.
  Status Sort() {
    if (!status_.ok()) return status_;
    if (!file_) {
      std::sort(records_.begin(), records_.end());
      return {};
    }
    if (Status status = Spill(); !status.ok()) return status;
    std::vector<Record>().swap(records_);
    if (Status status = file_->Flush(); !status.ok()) return status;
    const size_t each = std::max(capacity_ / runs_.size(), kLeastBytes / sizeof(Record) + 1);
    for (Run& run : runs_) {
      run.buffer_size = each;
      if (Status status = Fill(run); !status.ok()) return status;
      if (!run.empty()) heap_.push_back(&run);
    }
    std::make_heap(heap_.begin(), heap_.end(), StandsBehind);
    return {};
  }

  // The next record; `more` is false at the end.
  Status Next(Record& record, bool& more) {
    if (!file_) {
      more = at_ < records_.size();
      if (more) record = records_[at_++];
      return {};
    }
    more = !heap_.empty();
    if (!more) return {};
    std::pop_heap(heap_.begin(), heap_.end(), StandsBehind);
    Run& run = *heap_.back();
    record = run.buffer[run.at++];
    if (run.at == run.buffer.size()) {
      if (Status status = Fill(run); !status.ok()) return status;
    }
    if (run.empty()) {
      heap_.pop_back();
    } else {
      std::push_heap(heap_.begin(), heap_.end(), StandsBehind);
    }
    return {};
  }

 private:
  static constexpr size_t kLeastBytes = 4096;

  struct Run {
    uint64_t begin, end;  // bytes of the file that are left
    size_t buffer_size = 0;
    size_t at = 0;
    std::vector<Record> buffer = {};
    bool empty() const { return at == buffer.size(); }
  };

  static bool StandsBehind(const Run* a, const Run* b) {
    return b->buffer[b->at] < a->buffer[a->at];
  }

  Status Spill() {
    if (records_.empty()) return {};
    if (!file_) {
      Result<TempFile> file = TempFile::Create(folder_);
      if (!file.ok()) return file.status();
      file_.emplace(std::move(*file));
    }
    std::sort(records_.begin(), records_.end());
    const uint64_t begin = file_->size();
    Status status = file_->Append(
        {reinterpret_cast<const char*>(records_.data()), records_.size() * sizeof(Record)});
    runs_.push_back({begin, file_->size()});
    records_.clear();
    return status;
  }

  Status Fill(Run& run) {
    run.buffer.resize(std::min<uint64_t>((run.end - run.begin) / sizeof(Record), run.buffer_size));
    run.at = 0;
    const size_t bytes = run.buffer.size() * sizeof(Record);
    if (bytes == 0) return {};
    Status status = file_->ReadAt(run.begin, reinterpret_cast<char*>(run.buffer.data()), bytes);
    run.begin += bytes;
    return status;
  }

  Status status_;  // of adding
  const std::string folder_;
  const size_t capacity_;  // records
  std::vector<Record> records_;
  size_t at_ = 0;
  std::optional<TempFile> file_;  // none as long as all fits
  std::vector<Run> runs_;
  std::vector<Run*> heap_;  // those not at their end; the least record is in front
};

}  // namespace tamis::io
