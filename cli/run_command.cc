#include "run_command.h"

#include <csignal>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dry_run_output.h"
#include "exit_codes.h"
#include "interrupt.h"
#include "messages.h"
#include "progress_bar.h"
#include "summary.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis run crawl.warc.gz -o corpus                 one archive
  tamis run crawl/ more/*.warc.zst -o corpus        folders are searched, in order of names
  tamis run pages/ rows.jsonl.gz -o corpus          HTML and text files, rows with an `html` field
  tamis run 'crawl/**/*.warc.gz' -o corpus          a pattern that the shell need not expand
  tamis run -i list.txt -o corpus                   the files that list.txt names, one a line
  zcat crawl.warc.gz | tamis run - -o corpus        stdin
  tamis run -i list.txt -o corpus --tasks 100 --rank $SLURM_ARRAY_TASK_ID    one of 100 processes
  tamis run crawl/ -o corpus --limit 1000 --markdown
  tamis run crawl/ -o corpus --respect-rights noai,tdm,ai-train --drop-states soft_error,login
  tamis run crawl/ -o corpus --site-boilerplate     drop what repeats on every page of a site
  tamis run crawl/ -o corpus --filter gopher,c4,fineweb --mask-pii
  tamis run crawl/ -o corpus --languages en,de --min-words 50 --url-filters blocked.txt.gz
  tamis run crawl/ -o corpus --filters filters.toml      the chain of docs/filters.md
  tamis run crawl/ --filters filters.toml --dryrun       what it would remove; nothing is written
  tamis run crawl/ -o corpus --schema datatrove --format parquet

What a file is, its content tells: WARC, ARC, WET, HTML, text or JSONL, plain, gzip or zstd.
Written: corpus/documents/00000.jsonl.gz, ... in input order, corpus/removed/STEP/ with the
filter_reason of pages that gave no document, and corpus/summary.json when the run is complete.
The bytes are the same for any number of threads.
A run that was interrupted, killed or ran out of disk goes on when the same command is run again.
Exit codes: 0 ok, 1 some input failed or was damaged, or the output could not be written,
2 wrong usage, 126 most of ten or more inputs failed, 130 interrupted.)";

std::map<std::string, RowSchema> RowSchemas() {
  std::map<std::string, RowSchema> schemas;
  for (size_t i = 0; i < kRowSchemaNames.size(); ++i) {
    schemas.emplace(kRowSchemaNames[i], static_cast<RowSchema>(i));
  }
  return schemas;
}

int Failed(const Status& status) {
  PrintError(status.message());
  return status.code() == StatusCode::kInvalidArgument ? kExitUsage : kExitSomeFailed;
}

}  // namespace

RunCommand::RunCommand(CLI::App& root)
    : app_(*root.add_subcommand("run", "The main job: crawls in, a corpus of documents out")) {
  app_.footer(kExamples);
  app_.add_option("INPUT", inputs_, "Files, folders, patterns in quotes; -: stdin")
      ->configurable(false)
      ->type_name("");
  app_.add_option("-i,--input-list", options_.input_lists,
                  "A file that names inputs, one a line, - for stdin; may be repeated")
      ->configurable(false)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name("FILE");
  app_.add_option("-o,--output", output_, "Folder of the corpus, made when missing")
      ->type_name("DIR");
  app_.add_flag("--overwrite", options_.overwrite, "Replace the corpus of an earlier run in DIR");
  app_.add_option("-j,--threads", options_.threads, "0: all cores")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--memory", options_.memory_bytes,
                  "Use fewer threads and batches to stay below; 0: as needed")
      ->transform(SizeInBytes(uint64_t{1} << 44, 0))
      ->type_name("SIZE")
      ->capture_default_str();
  app_.add_option("--tasks", options_.tasks, "Share the input files among N processes; see --rank")
      ->check(CLI::Range(1, 99999).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--rank", options_.rank, "Of this process, 0 to N-1: takes files I, I+N, I+2N...")
      ->check(CLI::Range(0, 99998).description(""))
      ->type_name("I")
      ->capture_default_str();
  app_.add_option("--checkpoint-seconds", options_.checkpoint_seconds,
                  "At most so much is done again after an interruption")
      ->check(CLI::Range(0.0, 86400.0).description(""))
      ->type_name("SECONDS")
      ->capture_default_str();
  app_.add_option("--progress", progress_, "bar; json: a line a second for machines; none")
      ->check(CLI::IsMember({"bar", "json", "none"}).description(""))
      ->type_name("KIND")
      ->capture_default_str();
  app_.add_option("--limit", options_.limit, "Stop after N pages; 0: all")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--skip", options_.skip, "Pass over the first N pages")
      ->type_name("N")
      ->capture_default_str();
  app_.add_flag("--markdown", options_.write_markdown, "Add a `markdown` field to each row");
  app_.add_flag("--no-blocks", no_blocks_, "Leave the `blocks` of each row out");
  filters_.AddTo(app_);
  app_.add_flag("--dryrun{table}", dry_run_,
                "Count what the filters would remove, with examples, and write nothing; "
                "--dryrun=json for machines")
      ->configurable(false)
      ->check(CLI::IsMember({"table", "json"}).description(""));
  app_.add_flag("--site-boilerplate", options_.site.enabled,
                "Count in a first pass which blocks repeat on each site, and drop them");
  app_.add_option("--site-pages", options_.site.min_pages, "Of a site, that hold such a block")
      ->check(CLI::Range(2, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--site-share", options_.site.min_share_percent,
                  "Of a site's pages, in percent, that hold it")
      ->check(CLI::Range(1, 100).description(""))
      ->type_name("P")
      ->capture_default_str();
  app_.add_option("--site-memory", options_.site.memory_bytes,
                  "For counting; what does not fit goes to disk")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
  app_.add_flag("--mask-pii", options_.mask_pii,
                "Overwrite e-mail addresses, phone, IP, account and card numbers");
  app_.add_flag("-q,--quiet", quiet_, "Print errors only");
  AddExtractFlags(app_, flags_);
  app_.add_option("--max-record-bytes", options_.max_record_bytes,
                  "Of a record; a larger one is removed as too_large")
      ->transform(SizeInBytes(1u << 30))
      ->type_name("SIZE")
      ->capture_default_str();
  app_.add_option("--compression", options_.compression,
                  "Of JSON lines: gzip (.jsonl.gz), zstd (.jsonl.zst) or none (.jsonl)")
      ->transform(OneOf<Compression>({{"gzip", Compression::kGzip},
                                      {"zstd", Compression::kZstd},
                                      {"none", Compression::kNone}}))
      ->type_name("KIND=gzip");
  app_.add_option("--format", options_.format,
                  "Of shards: jsonl, or parquet (zstd, row groups of 128 MB)")
      ->transform(
          OneOf<ShardFormat>({{"jsonl", ShardFormat::kJsonl}, {"parquet", ShardFormat::kParquet}}))
      ->type_name("KIND=jsonl");
  app_.add_option("--schema", options_.schema,
                  "Names of the fields of documents: native, datatrove (FineWeb), dolma, "
                  "trafilatura, cc (Common Crawl)")
      ->transform(OneOf(RowSchemas()))
      ->type_name("NAME=native");
  app_.add_option("--shard-bytes", options_.shard_bytes, "Of a shard before compression")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
}

int RunCommand::DryRun(const RunHooks& hooks, ProgressBar& bar) {
  const Result<DryRunReport> report = tamis::DryRun(inputs_, options_, hooks);
  bar.Clear();
  if (!report.ok()) return Failed(report.status());
  if (dry_run_ == "json") {
    PrintDryRunJson(*report);
  } else {
    PrintDryRun(*report);
  }
  const RunSummary& summary = report->summary;
  if (summary.stopped) {
    PrintWarning("interrupted: what is counted is what was read until then");
    return kExitInterrupted;
  }
  return ExitCodeFor(summary.inputs, summary.inputs_failed, summary.damaged > 0);
}

int RunCommand::Run() {
  if (inputs_.empty() && options_.input_lists.empty()) {
    return UsageError(app_, "no input; name files or folders, or - for stdin");
  }
  if (output_.empty() && dry_run_.empty()) {
    return UsageError(app_, "no output; name the folder of the corpus: -o DIR");
  }
  if (const std::string conflict = flags_.Conflict(); !conflict.empty()) {
    return UsageError(app_, conflict);
  }
  options_.extract = flags_.ToOptions();
  options_.write_blocks = !no_blocks_;
  Result<FilterChain> chain = filters_.ToChain();
  if (!chain.ok()) {
    PrintError(chain.status().message());
    return kExitUsage;
  }
  options_.filters = std::move(*chain);
  std::signal(SIGPIPE, SIG_IGN);  // nobody reading the messages is no reason to end the run

  ProgressBar bar(quiet_ || progress_ == "none" ? ProgressKind::kNone
                  : progress_ == "json"         ? ProgressKind::kJson
                                                : ProgressKind::kBar);
  RunHooks hooks;
  hooks.progress = [&bar](const RunProgress& progress) { bar.Show(progress); };
  hooks.problem = [&bar](std::string_view sentence) {
    bar.Clear();
    PrintWarning(sentence);
  };
  hooks.note = [this, &bar](std::string_view sentence) {
    bar.Clear();
    if (!quiet_) PrintNote(sentence);
  };
  hooks.stop = &StopOnInterrupt();
  if (!dry_run_.empty()) return DryRun(hooks, bar);
  const Result<RunSummary> summary = tamis::Run(inputs_, output_, options_, hooks);
  bar.Clear();

  if (!summary.ok()) return Failed(summary.status());
  if (!quiet_) PrintSummary(*summary, output_);
  if (summary->stopped) {
    PrintWarning("interrupted: nothing is lost; run the same command again to go on");
    return kExitInterrupted;
  }
  if (summary->already_complete && !quiet_) {
    PrintNote("the run was complete already; --overwrite does it again");
  }
  return ExitCodeFor(summary->inputs, summary->inputs_failed, summary->damaged > 0);
}

}  // namespace tamis::cli
