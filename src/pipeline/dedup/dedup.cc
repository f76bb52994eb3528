// The front door of deduplication: rows in, rows that stay and rows that go out.
//
//   rows -> [first_pass] -> signatures, ranks -> [src/dedup] -> verdicts -> [second_pass] -> rows
//
// Tested: tests/cli/test_dedup.py, bench/dedup/known_truth.py.

#include "tamis/dedup.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "dedup/deduper.h"
#include "io/file.h"
#include "pipeline/dedup/first_pass.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/output.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/second_pass.h"
#include "pipeline/dedup/sources.h"
#include "pipeline/dedup/summary.h"
#include "pipeline/writers/summary_file.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door
namespace fs = std::filesystem;

struct Preset {
  std::string_view name;
  DedupMethod method;
};

// Shingles, bands and thresholds as published: FineWeb's datatrove pipeline; NeMo Curator's
// defaults; text-dedup's defaults, whose bands follow from 240 functions at 0.7.
const Preset kPresets[] = {
    {"default", {}},
    {"fineweb", {.shingle = 5, .bands = 14, .rows = 8, .threshold = 0.75}},
    {"nemo", {.characters = true, .shingle = 24, .bands = 20, .rows = 13, .threshold = 0.8}},
    {"text-dedup", {.shingle = 5, .bands = 24, .rows = 10, .threshold = 0.7}},
};

Status Check(const DedupOptions& options) {
  const DedupMethod& method = options.method;
  const char* wrong = nullptr;
  if (method.shingle < 1 || method.shingle > 64) wrong = "a shingle has 1 to 64 words";
  if (method.bands < 1 || method.bands > 1024) wrong = "there are 1 to 1024 bands";
  if (method.rows < 1 || method.rows > 64) wrong = "a band has 1 to 64 rows";
  if (!(method.threshold > 0 && method.threshold <= 1))
    wrong = "the threshold is above 0, at most 1";
  if (options.threads < 1 || options.threads > 1024) wrong = "there are 1 to 1024 threads";
  if (options.keep == KeepPolicy::kPreferredHost && options.preferred_hosts.empty()) {
    wrong = "no preferred host is named";
  }
  return wrong == nullptr ? Status() : Status(StatusCode::kInvalidArgument, wrong);
}

class DedupRun {
 public:
  DedupRun(const std::vector<std::string>& inputs, const std::vector<corpus::Shard>& files,
           const std::string& output, const DedupOptions& options, const DedupHooks& hooks)
      : inputs_(inputs),
        files_(files),
        output_(output),
        options_(options),
        follower_(hooks, TotalBytes(files), options.preview ? 1 : 2) {}

  Result<DedupSummary> Run();

 private:
  static uint64_t TotalBytes(const std::vector<corpus::Shard>& files) {
    uint64_t bytes = 0;
    for (const corpus::Shard& file : files) bytes += file.bytes;
    return bytes;
  }
  dedup::DeduperOptions LibraryOptions();
  Status WritePair(uint32_t better, uint32_t other, double similarity);

  const std::vector<std::string>& inputs_;
  const std::vector<corpus::Shard>& files_;
  const std::string& output_;
  const DedupOptions& options_;
  Follower follower_;
  std::optional<RowTable> table_;
  std::optional<io::AtomicFile> pairs_;
};

Status DedupRun::WritePair(uint32_t better, uint32_t other, double similarity) {
  const Result<std::string> a = table_->IdOf(better), b = table_->IdOf(other);
  if (!a.ok()) return a.status();
  if (!b.ok()) return b.status();
  return pairs_->Append(PairJson(*a, *b, similarity));
}

dedup::DeduperOptions DedupRun::LibraryOptions() {
  std::error_code error;  // without a folder, making the files says what is wrong
  dedup::DeduperOptions options{
      .folder = options_.preview ? fs::temp_directory_path(error).string() : output_,
      .bands = options_.method.bands,
      .threads = options_.threads,
      .clusters = {.threshold = options_.method.threshold,
                   .verify = options_.method.verify,
                   .stopped = [this] { return follower_.Stopped(); }}};
  if (pairs_) {
    options.clusters.pair = [this](uint32_t better, uint32_t other, double similarity) {
      return WritePair(better, other, similarity);
    };
  }
  return options;
}

Result<DedupSummary> DedupRun::Run() {
  if (options_.pairs && !options_.preview) {
    Result<io::AtomicFile> pairs = io::AtomicFile::Create(output_ + "/pairs.jsonl");
    if (!pairs.ok()) return pairs.status();
    pairs_ = std::move(*pairs);
  }
  dedup::DeduperOptions library = LibraryOptions();
  Result<io::TempFile> ids = io::TempFile::Create(library.folder);
  if (!ids.ok()) return ids.status();
  Result<io::TempFile> hosts = io::TempFile::Create(library.folder);
  if (!hosts.ok()) return hosts.status();
  table_.emplace(std::move(*ids), std::move(*hosts));
  Result<dedup::Deduper> deduper = dedup::Deduper::Create(std::move(library));
  if (!deduper.ok()) return deduper.status();

  if (Status read = ReadSignatures(files_, options_, follower_, *deduper, *table_); !read.ok()) {
    return read;
  }
  if (table_->with_text == 0 && !table_->rows.empty()) {
    return Status(
        StatusCode::kInvalidArgument,
        "no row has a string named '" + options_.text_field + "'; name the text with --text-field");
  }
  follower_.Comparing();
  const std::vector<uint32_t> ranked = RankRows(*table_, *deduper);
  Result<std::vector<dedup::Verdict>> verdicts = deduper->Find(ranked);
  if (!verdicts.ok()) return verdicts.status();
  const Clusters clusters = CountClusters(std::move(*verdicts), ranked);
  DedupSummary summary = Summarize(*table_, clusters, *deduper);
  if (Status counted = CountSources(*table_, clusters, files_, inputs_, summary); !counted.ok()) {
    return counted;
  }
  summary.problems = follower_.problems();
  if (options_.preview) return summary;

  follower_.Writing();
  Status written = WriteRows(files_, output_, options_, *table_, clusters, follower_);
  if (!written.ok()) return written;
  if (pairs_) {
    if (Status committed = pairs_->Commit(); !committed.ok()) return committed;
  }
  const Status told = WriteSummary(output_ + "/summary.json", DedupSummaryJson(summary, options_));
  if (!told.ok()) return told;
  return summary;
}

}  // namespace

Result<DedupMethod> DedupPreset(std::string_view name) {
  std::string names;
  for (const Preset& preset : kPresets) {
    if (preset.name == name) return preset.method;
    names.append(names.empty() ? "" : ", ").append(preset.name);
  }
  return Status(StatusCode::kInvalidArgument,
                "no preset '" + std::string(name) + "'; there are " + names);
}

double DedupDetection(const DedupMethod& method, double similarity) {
  return dedup::DetectionProbability({.bands = method.bands, .rows = method.rows}, similarity);
}

Result<DedupSummary> Dedup(const std::vector<std::string>& inputs, const std::string& output,
                           const DedupOptions& options, const DedupHooks& hooks) {
  if (Status wrong = Check(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  if (options.preview) return DedupRun(inputs, *files, output, options, hooks).Run();
  const Result<OutputFolder> folder = OpenDedupOutput(*files, output, options.overwrite);
  if (!folder.ok()) return folder.status();
  return DedupRun(inputs, *files, output, options, hooks).Run();
}

}  // namespace tamis
