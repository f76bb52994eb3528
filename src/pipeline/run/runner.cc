#include "pipeline/run/runner.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <memory>
#include <utility>

#include "document/render/row.h"
#include "pipeline/run/options_hash.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMaxErrors = 100;  // kept; damage can come by the million

document::RowOptions RowOptionsOf(const RunOptions& options, RowSchema schema) {
  return {.schema = schema, .blocks = options.write_blocks, .markdown = options.write_markdown};
}

}  // namespace

Runner::Runner(const std::vector<InputFile>& files, const OutputFolder& output,
               const RunSetup& setup, const RunHooks& hooks, Monitor& monitor, Journal& journal)
    : files_(files),
      setup_(setup),
      options_(setup.options),
      monitor_(monitor),
      journal_(journal),
      hash_(OptionsHash(setup)),
      reader_(files,
              {.limits = {.max_record_bytes = options_.max_record_bytes},
               .skip = options_.skip,
               .limit = options_.limit},
              hooks.stop),
      writer_(
          output.path(), StepNames(setup.chain), document::SidecarNames(options_.schema),
          {.format = options_.format,
           .compression = options_.compression,
           .shard_bytes = options_.shard_bytes,
           .prefix = output.prefix(),
           .columns = document::RowColumns(RowOptionsOf(options_, options_.schema)),
           .removed_columns = document::RowColumns(RowOptionsOf(options_, RowSchema::kNative))}) {}

Status Runner::Restore(const Manifest& manifest) {
  const Checkpoint* checkpoint = manifest.checkpoint ? &*manifest.checkpoint : nullptr;
  if (Status status = writer_.Restore(checkpoint); !status.ok()) return status;
  errors_ = manifest.problems;
  if (checkpoint == nullptr) return {};
  place_ = checkpoint->input;
  monitor_.StartAt(writer_.counts());
  return reader_.Start(place_, checkpoint->done);
}

Runner::Job* Runner::Read(tbb::flow_control& control) {
  std::unique_ptr<Job> job = jobs_.Take([] { return std::make_unique<Job>(); });
  const std::lock_guard stage(read_mutex_);
  bool filled = false;
  {
    const std::lock_guard handed(job->mutex);
    job->reading = {};
    StageClock clock(job->reading);
    filled = !failed_ && reader_.Fill(job->batch);
    clock.Lap(RunStage::kRead);
  }
  if (filled) return job.release();
  control.stop();
  return nullptr;
}

void Runner::Work(Job& job) {
  const std::lock_guard handed(job.mutex);
  std::unique_ptr<PageWorker> worker =
      workers_.Take([this] { return std::make_unique<PageWorker>(setup_, hash_, files_, sites_); });
  worker->Work(job.batch, job.result);
  workers_.Give(std::move(worker));
}

Status Runner::AddProblem(const std::string& sentence) {
  monitor_.Problem(sentence);
  if (errors_.size() >= kMaxErrors) return {};
  errors_.push_back(sentence);
  return journal_.AddProblem(sentence);
}

// The journal tells of nothing that is not durable, and a shard gets its name only when the
// journal tells of all that is in it.
Status Runner::WriteCheckpoint(bool done) {
  if (Status status = writer_.Sync(); !status.ok()) return status;
  const Checkpoint checkpoint{
      .input = place_, .series = writer_.series(), .counts = writer_.counts(), .done = done};
  if (Status status = journal_.AddCheckpoint(checkpoint); !status.ok()) return status;
  last_checkpoint_ = std::chrono::steady_clock::now();
  return writer_.Complete(done);
}

Status Runner::WriteBatch(const Job& job) {
  if (!job.result.failure.ok()) return job.result.failure;
  if (Status status = writer_.Write(job.batch, job.result); !status.ok()) return status;
  for (const auto* problems : {&job.batch.problems, &job.result.problems}) {
    for (const std::string& problem : *problems) {
      if (Status status = AddProblem(problem); !status.ok()) return status;
    }
  }
  place_ = job.batch.end;
  const std::chrono::duration<double> since = std::chrono::steady_clock::now() - last_checkpoint_;
  const bool due = since.count() >= options_.checkpoint_seconds;
  if (due || writer_.AnyFull()) return WriteCheckpoint(false);
  return {};
}

void Runner::Write(Job& job) {
  const std::lock_guard stage(write_mutex_);
  const std::lock_guard handed(job.mutex);
  if (failed_) return;
  clock_.Restart();
  write_status_ = WriteBatch(job);
  clock_.Lap(RunStage::kWrite);
  times_.Add(job.reading);
  times_.Add(job.result.times);
  if (!write_status_.ok()) {
    failed_ = true;
    return;
  }
  monitor_.Advance(writer_.counts(), times_);
}

Status Runner::Run(const MemoryPlan& plan) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, plan.threads);
  tbb::task_arena arena(static_cast<int>(plan.threads));
  arena.execute([&] {
    tbb::parallel_pipeline(
        plan.batches,
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
  return WriteCheckpoint(!reader_.stopped());
}

RunSummary Runner::summary() const {
  RunSummary summary = writer_.counts();
  summary.errors = errors_;
  summary.stages = times_;
  return summary;
}

}  // namespace tamis::pipeline
