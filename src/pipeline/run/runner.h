// A run over a list of files is a bounded pipeline of batches:
//
//   BatchReader ----> PageWorker (one a thread) ----> CorpusWriter, Journal
//   serial, in order  parallel                        serial, in order
//
// Batches are cut by the input alone and written in input order, so the output does not depend
// on the number of threads or on who is faster. At most MemoryPlan::batches are under way, so
// memory is bounded whatever the size of the input.
//
// Every some seconds, and before shards are completed, a checkpoint is written: what stands
// before it is durable, and a run that goes on begins there.
//
// Tested: tests/cli, tests/crash.

#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/run/corpus_writer.h"
#include "pipeline/run/memory_plan.h"
#include "pipeline/run/monitor.h"
#include "pipeline/run/page_worker.h"
#include "pipeline/run/pool.h"
#include "pipeline/run/run_setup.h"
#include "pipeline/site/site_table.h"
#include "pipeline/writers/journal.h"
#include "pipeline/writers/output_folder.h"
#include "tamis/pipeline.h"
#include "tbb/parallel_pipeline.h"

namespace tamis::pipeline {

// Threads: one call at a time.
class Runner {
 public:
  // All references must outlive the runner.
  Runner(const std::vector<InputFile>& files, const OutputFolder& output, const RunSetup& setup,
         const RunHooks& hooks, Monitor& monitor, Journal& journal);

  // Goes back to where an earlier run was interrupted. Call it once, before all else; without a
  // checkpoint what an interrupted run left is removed.
  Status Restore(const Manifest& manifest);
  // What repeats on the sites of the pages; must outlive the runner. Call it before Run().
  void UseSites(const SiteTable* sites) { sites_ = sites; }
  // Works until the end of the input, or until it is stopped, and completes the shards.
  // Ok as well when it was stopped: then the open shards wait for the run to go on.
  Status Run(const MemoryPlan& plan);
  // Something that the user should know and summary.json holds.
  Status AddProblem(const std::string& sentence);

  bool stopped() const { return reader_.stopped(); }
  // Of all that was written, by earlier runs as well.
  RunSummary summary() const;
  uint32_t document_shards() const { return writer_.document_shards(); }
  const std::string& options_hash() const { return hash_; }

 private:
  // A batch on its way, with its result.
  //
  // The mutexes of this class are never waited for: TBB makes the serial stages serial and hands
  // a job from stage to stage. They say so once more to the thread sanitizer, which sees nothing
  // of what happens inside libtbb, and cost two locks a batch.
  struct Job {
    std::mutex mutex;
    Batch batch;
    BatchResult result;
    StageTimes reading;  // of the batch
  };

  Job* Read(tbb::flow_control& control);
  void Work(Job& job);
  void Write(Job& job);
  Status WriteBatch(const Job& job);
  Status WriteCheckpoint(bool done);

  const std::vector<InputFile>& files_;
  const RunSetup setup_;
  const RunOptions& options_;
  Monitor& monitor_;
  Journal& journal_;
  const std::string hash_;
  const SiteTable* sites_ = nullptr;  // null: nothing repeats
  BatchReader reader_;
  CorpusWriter writer_;
  std::mutex read_mutex_, write_mutex_;  // see Job
  Pool<Job> jobs_;
  Pool<PageWorker> workers_;
  std::atomic<bool> failed_{false};  // the output cannot be written: read no more

  // Only the last stage touches these.
  Status write_status_;
  InputPlace place_;  // up to where all is written
  std::vector<std::string> errors_;
  StageTimes times_;
  StageClock clock_{times_};
  std::chrono::steady_clock::time_point last_checkpoint_ = std::chrono::steady_clock::now();
};

}  // namespace tamis::pipeline
