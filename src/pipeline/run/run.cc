// The front door of a run: lists the inputs, opens the output folder, finds out whether the run
// is new, goes on or is over, and hands the work to the Runner.
//
// Tested: tests/cli, tests/crash.

#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "io/file.h"
#include "parquet/parquet.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/run/memory_plan.h"
#include "pipeline/run/monitor.h"
#include "pipeline/run/options_hash.h"
#include "pipeline/run/process.h"
#include "pipeline/run/run_identity.h"
#include "pipeline/run/run_inputs.h"
#include "pipeline/run/runner.h"
#include "pipeline/run/site_pass.h"
#include "pipeline/writers/journal.h"
#include "pipeline/writers/output_folder.h"
#include "pipeline/writers/summary_file.h"
#include "tamis/pipeline.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr uint64_t kMaxManifestBytes = uint64_t{4} << 30;

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

// The manifest of an earlier run in the folder, empty when there is none to go on with.
Result<Manifest> EarlierRun(const OutputFolder& output, const RunIdentity& identity) {
  if (!output.has_manifest()) return Manifest();
  const Result<std::string> bytes = io::ReadSmallFile(output.manifest_path(), kMaxManifestBytes);
  if (!bytes.ok()) return bytes.status();
  Result<Manifest> manifest = ReadManifest(*bytes);
  // It was interrupted before it had written anything else.
  const bool torn = manifest.status().code() == StatusCode::kTruncated;
  if (torn && !output.has_shards()) return Manifest();
  const std::string advice = "; name another folder, or replace the run with --overwrite";
  if (!manifest.ok()) {
    return Status(StatusCode::kInvalidArgument,
                  output.manifest_path() + ": " + manifest.status().message() + advice);
  }
  if (const std::string difference = Difference(manifest->identity, identity);
      !difference.empty()) {
    return Status(StatusCode::kInvalidArgument,
                  output.path() + " holds another run: " + difference +
                      ". Run the command as it was to go on" + advice);
  }
  return manifest;
}

// What a summary holds besides the counts of what was written.
void AddInputs(const InputFiles& inputs, RunSummary& summary) {
  summary.inputs = inputs.files.size() + inputs.problems.size();
  summary.inputs_failed += inputs.problems.size();
}

RunSummary CompleteAlready(const Manifest& manifest, const InputFiles& inputs) {
  RunSummary summary = manifest.checkpoint->counts;
  AddInputs(inputs, summary);
  summary.errors = manifest.problems;
  summary.resumed_records = summary.records;
  summary.already_complete = true;
  return summary;
}

Status ExplainFailure(const Status& status, const OutputFolder& output) {
  return Status(status.code(), status.message() + ". The run has stopped; what is in " +
                                   output.path() +
                                   " is whole up to the last checkpoint, and the same command "
                                   "goes on there");
}

// Works, until the end of the input or until it is stopped.
Result<RunSummary> Work(Runner& runner, const Manifest& earlier, const MemoryPlan& plan,
                        const InputFiles& inputs, const RunHooks& hooks) {
  if (Status status = runner.Restore(earlier); !status.ok()) return status;
  const uint64_t resumed = runner.summary().records;
  if (earlier.checkpoint && hooks.note) {
    hooks.note("going on after " + std::to_string(resumed) + " records of an interrupted run");
  }
  if (!earlier.checkpoint) {
    for (const std::string& problem : inputs.problems) {
      if (Status status = runner.AddProblem(problem); !status.ok()) return status;
    }
  }
  if (Status status = runner.Run(plan); !status.ok()) return status;
  RunSummary summary = runner.summary();
  AddInputs(inputs, summary);
  summary.resumed_records = resumed;
  summary.stopped = runner.stopped();
  return summary;
}

// Runs with the output folder locked.
Result<RunSummary> RunInto(const OutputFolder& output, const InputFiles& inputs,
                           const RunSetup& setup, const MemoryPlan& plan, const RunHooks& hooks) {
  const RunIdentity identity = IdentityOf(setup, inputs.files);
  const Result<Manifest> earlier = EarlierRun(output, identity);
  if (!earlier.ok()) return earlier.status();
  if (earlier->ended && earlier->checkpoint) return CompleteAlready(*earlier, inputs);
  Result<Journal> journal = earlier->bytes != 0
                                ? Journal::Continue(output.manifest_path(), earlier->bytes)
                                : Journal::Create(output.manifest_path(), identity);
  if (!journal.ok()) return journal.status();

  RunSummary summary;
  std::optional<SiteTable> sites;
  const Status counted = CountSitesOnce({.files = inputs.files,
                                         .options = setup.options,
                                         .plan = plan,
                                         .table_path = output.site_table_path(),
                                         .counting_path = output.site_counting_path(),
                                         .goes_on = earlier->bytes != 0,
                                         .bytes_total = TotalBytes(inputs.files)},
                                        hooks, sites);
  if (counted.code() == StatusCode::kCancelled) {
    summary.stopped = true;
    return summary;
  }
  if (!counted.ok()) return ExplainFailure(counted, output);
  {
    Monitor monitor(hooks, TotalBytes(inputs.files));
    Runner runner(inputs.files, output, setup, hooks, monitor, *journal);
    runner.UseSites(sites ? &*sites : nullptr);
    Result<RunSummary> worked = Work(runner, *earlier, plan, inputs, hooks);
    if (!worked.ok()) return ExplainFailure(worked.status(), output);
    summary = std::move(*worked);
    summary.seconds = monitor.seconds();
  }
  summary.peak_memory_bytes = PeakMemoryBytes();
  if (summary.stopped) return summary;
  const std::string json = SummaryJson(summary, OptionsHash(setup));
  if (Status status = WriteSummary(output.summary_path(), json); !status.ok()) return status;
  if (Status status = journal->AddEnd(summary.seconds, summary.peak_memory_bytes); !status.ok()) {
    return status;
  }
  if (Status status = output.MarkComplete(); !status.ok()) return status;
  return summary;
}

Result<RunSummary> ListAndRun(const std::vector<std::string>& inputs, const std::string& output,
                              const RunOptions& options, const RunHooks& hooks) {
  if (options.tasks == 0 || options.rank >= options.tasks) {
    return Status(StatusCode::kInvalidArgument, "--rank is below --tasks: 0 to tasks - 1");
  }
  if (options.format == ShardFormat::kParquet && options.schema == RowSchema::kDolma) {
    return Status(StatusCode::kInvalidArgument,
                  "--schema dolma goes with --format jsonl: Dolma's tools read nothing else");
  }
  if (options.format == ShardFormat::kParquet) {
    if (Status status = parquet::ParquetAvailable(); !status.ok()) return status;
  }
  const Result<Chain> chain = Chain::Load(options.filters);
  if (!chain.ok()) return chain.status();
  const Result<MemoryPlan> plan = PlanMemory(options);
  if (!plan.ok()) return plan.status();
  InputFiles listed = ListInputFiles(inputs, options.input_lists);
  if (!listed.refused.ok()) return listed.refused;
  if (Status status = LeaveOutputOut(output, listed.files); !status.ok()) return status;
  if (listed.files.empty()) {
    return Status(StatusCode::kNotFound, listed.problems.empty()
                                             ? "no file was found in what was named as input"
                                             : listed.problems[0]);
  }
  KeepShare(options.tasks, options.rank, listed.files);
  if (options.rank != 0) listed.problems.clear();  // told by the first task
  const Result<OutputFolder> folder =
      OutputFolder::Open(output, options.tasks, options.rank, options.overwrite);
  if (!folder.ok()) return folder.status();
  return RunInto(*folder, listed, {.options = options, .chain = *chain}, *plan, hooks);
}

}  // namespace

Result<RunSummary> Run(const std::vector<std::string>& inputs, const std::string& output,
                       const RunOptions& options, const RunHooks& hooks) {
  try {
    return ListAndRun(inputs, output, options, hooks);
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kInternal,
                  "out of memory; use fewer threads or a lower limit for records");
  } catch (const std::exception& error) {
    return Status(StatusCode::kInternal, std::string("a bug in tamis: ") + error.what());
  }
}

}  // namespace tamis
