// Reads the input files one after another into batches: the serial first stage of a run.

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "pipeline/readers/batch.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/readers/record_source.h"

namespace tamis::pipeline {

struct BatchReaderOptions {
  SourceLimits limits;
  uint64_t skip = 0;   // candidates to pass over
  uint64_t limit = 0;  // candidates to give after these; 0: all
};

// Threads: calls of Fill() must not overlap; it may be called by any thread.
class BatchReader {
 public:
  // `files` and `stop` must outlive the reader; `stop` may be null.
  BatchReader(const std::vector<InputFile>& files, BatchReaderOptions options,
              const std::atomic<bool>* stop)
      : files_(files), options_(options), stop_(stop) {}

  // Goes to `place`: Batch::end of the last batch that need not be read again. Call it before the
  // first Fill(), if at all. `done`: nothing follows there.
  // Errors: those of OpenInput::OpenAt().
  Status Start(const InputPlace& place, bool done);

  // Replaces the batch by the next one. False when there is nothing more, or `stop` is set.
  bool Fill(Batch& batch);

  // Set when `stop` ended the reading before the end of the input.
  bool stopped() const { return stopped_; }

 private:
  bool OpenNext(Batch& batch);
  void CloseInput(Batch& batch);
  void TakeOrPass(Batch& batch, size_t texts_before);
  InputPlace Place() const;
  bool LimitReached() const { return options_.limit != 0 && taken_ >= options_.limit; }

  const std::vector<InputFile>& files_;
  const BatchReaderOptions options_;
  const std::atomic<bool>* stop_;
  std::unique_ptr<OpenInput> input_;  // null between files
  uint32_t next_file_ = 0;
  uint64_t closed_bytes_ = 0;  // of the files that were read
  uint64_t passed_ = 0;        // candidates passed over by options_.skip
  uint64_t taken_ = 0;
  bool stopped_ = false;
};

}  // namespace tamis::pipeline
