// A run without its last stage: batches are read and worked on as Runner does it, and what the
// workers counted is added up in input order.
//
// Tested: tests/cli/test_filters.py, against the run itself.

#include "tamis/dry_run.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "json/writer.h"
#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/run/counts.h"
#include "pipeline/run/memory_plan.h"
#include "pipeline/run/monitor.h"
#include "pipeline/run/options_hash.h"
#include "pipeline/run/page_worker.h"
#include "pipeline/run/pool.h"
#include "pipeline/run/process.h"
#include "pipeline/run/run_inputs.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr size_t kMaxErrors = 100;  // kept; damage can come by the million

class DryRunner {
 public:
  DryRunner(const std::vector<InputFile>& files, const RunSetup& setup, const RunHooks& hooks,
            Monitor& monitor)
      : files_(files),
        setup_(setup),
        monitor_(monitor),
        hash_(OptionsHash(setup)),
        reader_(files,
                {.limits = {.max_record_bytes = setup.options.max_record_bytes},
                 .skip = setup.options.skip,
                 .limit = setup.options.limit},
                hooks.stop) {}

  void Run(const MemoryPlan& plan);
  DryRunReport Report() const;

 private:
  // See Runner::Job.
  struct Job {
    std::mutex mutex;
    Batch batch;
    BatchResult result;
  };

  Job* Read(tbb::flow_control& control);
  void Work(Job& job);
  void Add(const Job& job);

  const std::vector<InputFile>& files_;
  const RunSetup setup_;
  Monitor& monitor_;
  const std::string hash_;
  BatchReader reader_;
  std::mutex read_mutex_, add_mutex_;  // see Runner::Job
  Pool<Job> jobs_;
  Pool<PageWorker> workers_;
  RunSummary counts_;
  Tally tally_;
};

DryRunner::Job* DryRunner::Read(tbb::flow_control& control) {
  std::unique_ptr<Job> job = jobs_.Take([] { return std::make_unique<Job>(); });
  const std::lock_guard stage(read_mutex_);
  bool filled = false;
  {
    const std::lock_guard handed(job->mutex);
    filled = reader_.Fill(job->batch);
  }
  if (filled) return job.release();
  control.stop();
  return nullptr;
}

void DryRunner::Work(Job& job) {
  const std::lock_guard handed(job.mutex);
  std::unique_ptr<PageWorker> worker = workers_.Take([this] {
    auto fresh = std::make_unique<PageWorker>(setup_, hash_, files_, nullptr);
    fresh->CountOnly();
    return fresh;
  });
  worker->Work(job.batch, job.result);
  workers_.Give(std::move(worker));
}

void DryRunner::Add(const Job& job) {
  AddCounts(job.batch, job.result, counts_);
  tally_.Add(job.result.tally);
  for (const auto* problems : {&job.batch.problems, &job.result.problems}) {
    for (const std::string& problem : *problems) {
      monitor_.Problem(problem);
      if (counts_.errors.size() < kMaxErrors) counts_.errors.push_back(problem);
    }
  }
  monitor_.Advance(counts_);
}

void DryRunner::Run(const MemoryPlan& plan) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, plan.threads);
  tbb::task_arena arena(static_cast<int>(plan.threads));
  const auto read = [this](tbb::flow_control& flow) { return Read(flow); };
  const auto work = [this](Job* job) {
    Work(*job);
    return job;
  };
  const auto add = [this](Job* job) {
    const std::lock_guard stage(add_mutex_);
    {
      const std::lock_guard handed(job->mutex);
      Add(*job);
    }
    jobs_.Give(std::unique_ptr<Job>(job));
  };
  arena.execute([&] {
    tbb::parallel_pipeline(
        plan.batches, tbb::make_filter<void, Job*>(tbb::filter_mode::serial_in_order, read) &
                          tbb::make_filter<Job*, Job*>(tbb::filter_mode::parallel, work) &
                          tbb::make_filter<Job*, void>(tbb::filter_mode::serial_in_order, add));
  });
}

DryRunReport DryRunner::Report() const {
  DryRunReport report{.summary = counts_, .steps = tally_.Steps(StepNames(setup_.chain))};
  report.summary.stopped = reader_.stopped();
  return report;
}

Result<DryRunReport> ListAndCount(const std::vector<std::string>& inputs, const RunOptions& options,
                                  const RunHooks& hooks) {
  if (options.tasks == 0 || options.rank >= options.tasks) {
    return Status(StatusCode::kInvalidArgument, "--rank is below --tasks: 0 to tasks - 1");
  }
  if (options.site.enabled) {
    return Status(StatusCode::kInvalidArgument,
                  "a dry run does not count what repeats on sites, which needs a folder; leave "
                  "--site-boilerplate out");
  }
  const Result<Chain> chain = Chain::Load(options.filters);
  if (!chain.ok()) return chain.status();
  const Result<MemoryPlan> plan = PlanMemory(options);
  if (!plan.ok()) return plan.status();
  InputFiles listed = ListInputFiles(inputs, options.input_lists);
  if (!listed.refused.ok()) return listed.refused;
  if (listed.files.empty()) {
    return Status(StatusCode::kNotFound, listed.problems.empty()
                                             ? "no file was found in what was named as input"
                                             : listed.problems[0]);
  }
  KeepShare(options.tasks, options.rank, listed.files);
  Monitor monitor(hooks, TotalBytes(listed.files));
  DryRunner runner(listed.files, {.options = options, .chain = *chain}, hooks, monitor);
  for (const std::string& problem : listed.problems) monitor.Problem(problem);
  runner.Run(*plan);
  DryRunReport report = runner.Report();
  report.summary.inputs = listed.files.size() + listed.problems.size();
  report.summary.inputs_failed += listed.problems.size();
  report.summary.seconds = monitor.seconds();
  report.summary.peak_memory_bytes = PeakMemoryBytes();
  return report;
}

void WriteReason(const DryRunReason& reason, json::Writer& writer) {
  writer.BeginObject();
  writer.Key("reason");
  writer.String(reason.reason);
  writer.Key("pages");
  writer.Uint(reason.pages);
  writer.Key("alone");
  writer.Uint(reason.alone);
  writer.Key("text_bytes");
  writer.Uint(reason.text_bytes);
  writer.Key("examples");
  writer.BeginArray();
  for (const std::string& url : reason.examples) writer.String(url);
  writer.EndArray();
  writer.EndObject();
}

void WriteStep(const DryRunStep& step, json::Writer& writer) {
  writer.BeginObject();
  writer.Key("name");
  writer.String(step.name);
  writer.Key("pages");
  writer.Uint(step.pages);
  writer.Key("alone");
  writer.Uint(step.alone);
  writer.Key("text_bytes");
  writer.Uint(step.text_bytes);
  writer.Key("reasons");
  writer.BeginArray();
  for (const DryRunReason& reason : step.reasons) WriteReason(reason, writer);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

void AppendJson(const DryRunReport& report, std::string& out) {
  const RunSummary& s = report.summary;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  const std::pair<const char*, uint64_t> counts[] = {
      {"records", s.records},      {"documents", s.documents}, {"removed", s.removed},
      {"skipped", s.skipped},      {"damaged", s.damaged},     {"inputs_failed", s.inputs_failed},
      {"text_bytes", s.text_bytes}};
  for (const auto& [name, count] : counts) {
    writer.Key(name);
    writer.Uint(count);
  }
  writer.Key("steps");
  writer.BeginArray();
  for (const DryRunStep& step : report.steps) WriteStep(step, writer);
  writer.EndArray();
  writer.EndObject();
}

Result<DryRunReport> DryRun(const std::vector<std::string>& inputs, const RunOptions& options,
                            const RunHooks& hooks) {
  try {
    return ListAndCount(inputs, options, hooks);
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kInternal,
                  "out of memory; use fewer threads or a lower limit for records");
  } catch (const std::exception& error) {
    return Status(StatusCode::kInternal, std::string("a bug in tamis: ") + error.what());
  }
}

}  // namespace tamis
