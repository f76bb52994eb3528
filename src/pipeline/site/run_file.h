// Sorted runs of records on disk, and many of them read as one.
//
// A run is an array of SiteRecord as it lies in memory: it is read by the process that wrote it
// and by no other, so it needs no format.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/random_file.h"
#include "pipeline/site/site_record.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Writes one run. Not made durable: an interrupted count begins anew.
class RunWriter {
 public:
  // Replaces the file. Errors: of io::GrowingFile, here and below.
  static Result<RunWriter> Create(const std::string& path);

  Status Append(std::span<const SiteRecord> records);

 private:
  explicit RunWriter(io::GrowingFile file) : file_(std::move(file)) {}

  io::GrowingFile file_;
};

// Reads one run from its start.
class RunReader {
 public:
  // `buffer_records`: read at a time, at least 1. Errors: of io::RandomFile, here and below.
  static Result<RunReader> Open(const std::string& path, size_t buffer_records);

  // The record at hand; null at the end.
  const SiteRecord* record() const { return at_ < buffer_.size() ? &buffer_[at_] : nullptr; }
  Status Advance();

 private:
  RunReader(io::RandomFile file, size_t buffer_records)
      : file_(std::move(file)), buffer_records_(buffer_records) {}
  Status Fill();

  io::RandomFile file_;
  size_t buffer_records_;
  uint64_t offset_ = 0;  // in the file, behind the buffer
  size_t at_ = 0;
  std::vector<SiteRecord> buffer_;
};

// The records of sorted runs in order, each once.
class RunMerger {
 public:
  // `memory_bytes` is shared among the runs' buffers, each at least a page of memory.
  static Result<RunMerger> Open(std::span<const std::string> paths, uint64_t memory_bytes);

  // The record at hand; null at the end.
  const SiteRecord* record() const { return heap_.empty() ? nullptr : heap_.front()->record(); }
  // Goes to the next record that differs.
  Status Advance();

 private:
  Status AdvanceFirst();

  std::vector<std::unique_ptr<RunReader>> readers_;
  std::vector<RunReader*> heap_;  // those not at their end; the least record is in front
};

}  // namespace tamis::pipeline
