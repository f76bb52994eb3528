// A run is a bounded pipeline of batches:
//
//   BatchReader ----> PageWorker (one a thread) ----> CorpusWriter
//   serial, in order  parallel                        serial, in order
//
// Batches are cut by the input alone and written in input order, so the output does not depend
// on the number of threads or on who is faster. At most kBatchesPerThread batches a thread are
// under way, so memory is bounded whatever the size of the input.
//
// Tested: tests/cli, tests/property.

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/run/corpus_writer.h"
#include "pipeline/run/monitor.h"
#include "pipeline/run/options_hash.h"
#include "pipeline/run/page_worker.h"
#include "pipeline/run/pool.h"
#include "pipeline/run/process.h"
#include "pipeline/writers/output_folder.h"
#include "pipeline/writers/summary_file.h"
#include "tamis/pipeline.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr size_t kBatchesPerThread = 2;

// A batch on its way, with its result.
//
// The mutexes of this file are never waited for: TBB makes the serial stages serial and hands a
// job from stage to stage. They say so once more to the thread sanitizer, which sees nothing of
// what happens inside libtbb, and cost two locks a batch.
struct Job {
  std::mutex mutex;
  Batch batch;
  BatchResult result;
};

// Files of an earlier output are no input: found in a searched folder they are left out, named
// they are a mistake.
Status LeaveOutputOut(const std::string& output, std::vector<InputFile>& files) {
  std::error_code error;
  if (!std::filesystem::exists(output, error)) return {};
  const std::string folder = std::filesystem::weakly_canonical(output, error).string() + "/";
  std::vector<InputFile> kept;
  for (InputFile& file : files) {
    const bool inside =
        file.path != "-" &&
        std::filesystem::weakly_canonical(file.path, error).string().starts_with(folder);
    if (!inside) {
      kept.push_back(std::move(file));
    } else if (!file.searched) {
      return Status(StatusCode::kInvalidArgument,
                    file.path + " lies in the output folder; name another folder for the output");
    }
  }
  files = std::move(kept);
  return {};
}

uint64_t TotalBytes(const std::vector<InputFile>& files) {
  uint64_t total = 0;
  for (const InputFile& file : files) {
    if (file.bytes == 0 && file.path == "-") return 0;
    total += file.bytes;
  }
  return total;
}

class Runner {
 public:
  Runner(const std::vector<InputFile>& files, const std::string& output, const RunOptions& options,
         const RunHooks& hooks, Monitor& monitor)
      : files_(files),
        options_(options),
        monitor_(monitor),
        hash_(OptionsHash(options)),
        reader_(files,
                {.limits = {.max_record_bytes = options.max_record_bytes},
                 .skip = options.skip,
                 .limit = options.limit},
                hooks.stop),
        writer_(output, options.compression, options.shard_bytes) {}

  // Ok when all batches are written and the shards complete.
  Status Run();
  bool stopped() const { return reader_.stopped(); }
  const RunSummary& counts() const { return writer_.counts(); }
  uint32_t document_shards() const { return writer_.document_shards(); }
  const std::string& options_hash() const { return hash_; }

 private:
  Job* Read(tbb::flow_control& control);
  void Work(Job& job);
  void Write(Job& job);

  const std::vector<InputFile>& files_;
  const RunOptions& options_;
  Monitor& monitor_;
  const std::string hash_;
  BatchReader reader_;
  CorpusWriter writer_;
  std::mutex read_mutex_, write_mutex_;  // see Job
  Pool<Job> jobs_;
  Pool<PageWorker> workers_;
  std::atomic<bool> failed_{false};  // the output cannot be written: read no more
  Status write_status_;              // only the last stage touches it
};

Job* Runner::Read(tbb::flow_control& control) {
  std::unique_ptr<Job> job = jobs_.Take([] {
    auto fresh = std::make_unique<Job>();
    fresh->batch.bytes.reserve(kBatchBytes + kBatchBytes / 4);
    return fresh;
  });
  const std::lock_guard stage(read_mutex_);
  bool filled = false;
  {
    const std::lock_guard handed(job->mutex);
    filled = !failed_ && reader_.Fill(job->batch);
  }
  if (filled) return job.release();
  control.stop();
  return nullptr;
}

void Runner::Work(Job& job) {
  const std::lock_guard handed(job.mutex);
  std::unique_ptr<PageWorker> worker =
      workers_.Take([this] { return std::make_unique<PageWorker>(options_, hash_, files_); });
  worker->Work(job.batch, job.result);
  workers_.Give(std::move(worker));
}

void Runner::Write(Job& job) {
  const std::lock_guard stage(write_mutex_);
  const std::lock_guard handed(job.mutex);
  if (failed_) return;
  write_status_ = writer_.Write(job.batch, job.result);
  if (!write_status_.ok()) {
    failed_ = true;
    return;
  }
  for (const std::string& problem : job.batch.problems) monitor_.Problem(problem);
  for (const std::string& problem : job.result.problems) monitor_.Problem(problem);
  monitor_.Advance(writer_.counts());
}

Status Runner::Run() {
  const uint32_t threads = options_.threads != 0 ? options_.threads : AvailableCores();
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_pipeline(
        kBatchesPerThread * threads + 1,
        tbb::make_filter<void, Job*>(tbb::filter_mode::serial_in_order,
                                     [this](tbb::flow_control& flow) { return Read(flow); }) &
            tbb::make_filter<Job*, Job*>(tbb::filter_mode::parallel,
                                         [this](Job* job) {
                                           Work(*job);
                                           return job;
                                         }) &
            tbb::make_filter<Job*, void>(tbb::filter_mode::serial_in_order, [this](Job* job) {
              Write(*job);
              jobs_.Give(std::unique_ptr<Job>(job));
            }));
  });
  const std::lock_guard read(read_mutex_);
  const std::lock_guard write(write_mutex_);
  if (!write_status_.ok()) return write_status_;
  return writer_.Finish();
}

// Adds what happened to the shards, so that the user knows what he has.
Status ExplainFailure(const Status& status, const std::string& output, uint32_t shards) {
  const std::string kept = shards == 0   ? "no shard of documents"
                           : shards == 1 ? "1 whole shard of documents"
                                         : std::to_string(shards) + " whole shards of documents";
  return Status(status.code(),
                status.message() + ". The run has stopped; " + output + " holds " + kept);
}

// Runs with the output folder locked.
Result<RunSummary> RunInto(const OutputFolder& output, const InputFiles& inputs,
                           const RunOptions& options, const RunHooks& hooks) {
  RunSummary summary;
  std::string hash;
  {
    Monitor monitor(hooks, TotalBytes(inputs.files));
    for (const std::string& problem : inputs.problems) monitor.Problem(problem);
    Runner runner(inputs.files, output.path(), options, hooks, monitor);
    const Status status = runner.Run();
    if (!status.ok()) return ExplainFailure(status, output.path(), runner.document_shards());
    summary = runner.counts();
    summary.stopped = runner.stopped();
    summary.seconds = monitor.seconds();
    summary.errors = monitor.TakeProblems();
    hash = runner.options_hash();
  }
  summary.inputs = inputs.files.size() + inputs.problems.size();
  summary.inputs_failed += inputs.problems.size();
  summary.peak_memory_bytes = PeakMemoryBytes();
  if (Status status = WriteSummary(output.path(), SummaryJson(summary, hash)); !status.ok()) {
    return status;
  }
  return summary;
}

}  // namespace

Result<RunSummary> Run(const std::vector<std::string>& inputs, const std::string& output,
                       const RunOptions& options, const RunHooks& hooks) {
  try {
    InputFiles listed = ListInputFiles(inputs, options.input_lists);
    if (!listed.refused.ok()) return listed.refused;
    if (Status status = LeaveOutputOut(output, listed.files); !status.ok()) return status;
    if (listed.files.empty()) {
      return Status(StatusCode::kNotFound, listed.problems.empty()
                                               ? "no file was found in what was named as input"
                                               : listed.problems[0]);
    }
    const Result<OutputFolder> folder = OutputFolder::Open(output, options.overwrite);
    if (!folder.ok()) return folder.status();
    return RunInto(*folder, listed, options, hooks);
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kInternal,
                  "out of memory; use fewer threads or a lower limit for records");
  } catch (const std::exception& error) {
    return Status(StatusCode::kInternal, std::string("a bug in tamis: ") + error.what());
  }
}

}  // namespace tamis
