// Makes rows of a batch of records: the parallel middle stage of a run.
//
//   Batch -> http -> tamis::Extractor -> row -> gzip member -> [BatchResult]

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/readers/batch.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/run/batch_result.h"
#include "pipeline/run/run_setup.h"
#include "pipeline/site/site_table.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

// Names of all steps of a run, in the order of BatchResult::removed: first those that every run
// has, by OwnStep, then those of the chain.
std::vector<std::string> StepNames(const Chain& chain);

// Reuses its memory from batch to batch.
//
// Threads: one worker per thread. The same batch gives the same result on any worker.
class PageWorker {
 public:
  // All that is passed by reference or pointer must outlive the worker. `sites` may be null.
  PageWorker(const RunSetup& setup, const std::string& options_hash,
             const std::vector<InputFile>& files, const SiteTable* sites);
  ~PageWorker();

  // From here on results have counts and tallies in place of rows.
  void CountOnly();
  // Replaces `result`. Every candidate of the batch becomes a row of documents or removed, or a
  // skipped record.
  void Work(const Batch& batch, BatchResult& result);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::pipeline
