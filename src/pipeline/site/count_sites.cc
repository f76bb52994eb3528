#include "pipeline/site/count_sites.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include "extract/site/page_sketch.h"
#include "io/file.h"
#include "pipeline/readers/batch_reader.h"
#include "pipeline/run/pool.h"
#include "pipeline/site/site_counter.h"
#include "pipeline/site/site_key.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/open.h"
#include "pipeline/stages/parse.h"

namespace tamis::pipeline {
namespace {

// Makes the records of a batch, reusing its memory.
//
// Threads: one counter per thread.
class PageCounter {
 public:
  explicit PageCounter(const RunOptions& options)
      : options_(options), open_(options.max_record_bytes) {}

  // Valid until the next call.
  const std::vector<SiteRecord>& Count(const Batch& batch) {
    records_.clear();
    for (const Candidate& candidate : batch.candidates) {
      const size_t before = records_.size();
      // As in the run itself, one page that finds a bug must not take the others with it.
      try {
        CountPage(open_.Open(batch, candidate));
      } catch (const std::exception&) {
        records_.resize(before);
        stages_ = std::make_unique<Stages>();
      }
    }
    return records_;
  }

 private:
  struct Stages {
    DecodeStage decode;
    ParseStage parse;
    extract::PageSketcher sketcher;
    SiteKeys keys;
  };

  void CountPage(const OpenedPage& page) {
    if (page.outcome != OpenOutcome::kPage) return;
    Stages& stages = *stages_;
    const uint64_t host = stages.keys.Host(page.url);
    if (host == 0) return;
    const ExtractOptions& extract = options_.extract;
    const DecodedInput& input = stages.decode.Decode(page.bytes, page.context(), extract);
    if (input.status.code() == StatusCode::kNotHtml) return;
    if (!input.markup) {
      const extract::PageSketch& sketch = stages.sketcher.SketchText(input.utf8);
      return AppendRecords(host, stages.keys.Page(page.url, {}), sketch, records_);
    }
    // A tree that reached a limit is partial; so it will be in the run.
    static_cast<void>(stages.parse.Parse(input.utf8, extract));
    const html::Dom& dom = stages.parse.dom();
    const extract::PageSketch& sketch = stages.sketcher.SketchHtml(dom);
    const uint32_t url = stages.keys.Page(page.url, extract::FindCanonical(dom));
    AppendRecords(host, url, sketch, records_);
  }

  const RunOptions& options_;
  OpenStage open_;
  std::unique_ptr<Stages> stages_ = std::make_unique<Stages>();
  std::vector<SiteRecord> records_;
};

class CountingPass {
 public:
  CountingPass(const std::vector<InputFile>& files, const RunOptions& options,
               const std::string& folder, const SiteCountHooks& hooks)
      : options_(options),
        hooks_(hooks),
        reader_(files,
                {.limits = {.max_record_bytes = options.max_record_bytes},
                 .skip = options.skip,
                 .limit = options.limit},
                hooks.stop),
        counter_(folder, options.site) {}

  Status Run(const MemoryPlan& plan, const std::string& table_path);

 private:
  // See Runner::Job about the mutexes.
  struct Job {
    std::mutex mutex;
    Batch batch;
  };

  Job* Read(tbb::flow_control& control);
  void Work(Job& job);

  const RunOptions& options_;
  const SiteCountHooks& hooks_;
  std::mutex read_mutex_;
  BatchReader reader_;
  SiteCounter counter_;
  Pool<Job> jobs_;
  Pool<PageCounter> workers_;
  std::atomic<bool> failed_{false};
  std::mutex status_mutex_;
  Status status_;
};

CountingPass::Job* CountingPass::Read(tbb::flow_control& control) {
  std::unique_ptr<Job> job = jobs_.Take([] { return std::make_unique<Job>(); });
  const std::lock_guard stage(read_mutex_);
  const std::lock_guard handed(job->mutex);
  if (failed_ || !reader_.Fill(job->batch)) {
    control.stop();
    return nullptr;
  }
  if (hooks_.progress) hooks_.progress(job->batch.bytes_done);
  return job.release();
}

void CountingPass::Work(Job& job) {
  const std::lock_guard handed(job.mutex);
  std::unique_ptr<PageCounter> worker =
      workers_.Take([this] { return std::make_unique<PageCounter>(options_); });
  const Status status = counter_.Add(worker->Count(job.batch));
  workers_.Give(std::move(worker));
  if (status.ok()) return;
  const std::lock_guard lock(status_mutex_);
  status_ = status;
  failed_ = true;
}

Status CountingPass::Run(const MemoryPlan& plan, const std::string& table_path) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, plan.threads);
  tbb::task_arena arena(static_cast<int>(plan.threads));
  arena.execute([&] {
    tbb::parallel_pipeline(
        plan.batches,
        tbb::make_filter<void, Job*>(tbb::filter_mode::serial_in_order,
                                     [this](tbb::flow_control& flow) { return Read(flow); }) &
            tbb::make_filter<Job*, void>(tbb::filter_mode::parallel, [this](Job* job) {
              Work(*job);
              jobs_.Give(std::unique_ptr<Job>(job));
            }));
  });
  const std::lock_guard lock(status_mutex_);
  if (!status_.ok()) return status_;
  if (reader_.stopped()) {
    return Status(StatusCode::kCancelled, "counting over sites was stopped");
  }
  return counter_.WriteTable(table_path, hooks_.stop);
}

// A folder that goes with the object.
class WorkFolder {
 public:
  explicit WorkFolder(std::string path) : path_(std::move(path)) {}
  ~WorkFolder() { Remove(); }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  // Anew: what an interrupted pass left is of no use.
  Status Make() {
    Remove();
    std::error_code error;
    std::filesystem::create_directory(path_, error);
    return error ? io::ErrnoStatus("make", path_, error.value()) : Status();
  }
  const std::string& path() const { return path_; }

 private:
  void Remove() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string path_;
};

}  // namespace

Result<SiteTable> CountSites(const std::vector<InputFile>& files, const RunOptions& options,
                             const MemoryPlan& plan, const SiteCountPaths& paths,
                             const SiteCountHooks& hooks) {
  for (const InputFile& file : files) {
    std::error_code error;
    if (file.path != "-" && std::filesystem::is_regular_file(file.path, error)) continue;
    if (file.path != "-" && !std::filesystem::exists(file.path, error)) continue;
    return Status(StatusCode::kInvalidArgument,
                  "--site-boilerplate reads every input twice, and " +
                      (file.path == "-" ? std::string("stdin") : file.path) +
                      " can be read once only; save it as a file");
  }
  WorkFolder folder(paths.counting_path);
  if (Status status = folder.Make(); !status.ok()) return status;
  {
    CountingPass pass(files, options, folder.path(), hooks);
    if (Status status = pass.Run(plan, paths.table_path); !status.ok()) return status;
  }
  return SiteTable::Open(paths.table_path);
}

}  // namespace tamis::pipeline
