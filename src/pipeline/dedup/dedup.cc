// The front door of deduplication: rows in, rows that stay and rows that go out.
//
//   rows -> [first_pass] -> signatures, ranks -> [src/dedup] -> verdicts -> [second_pass] -> rows
//
// Tested: tests/cli/test_dedup.py, bench/dedup/known_truth.py.

#include "tamis/dedup.h"

#include <optional>
#include <utility>

#include "io/file.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/judgement.h"
#include "pipeline/dedup/options.h"
#include "pipeline/dedup/output.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/second_pass.h"
#include "pipeline/dedup/sources.h"
#include "pipeline/dedup/summary.h"
#include "pipeline/writers/summary_file.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

class DedupRun {
 public:
  DedupRun(const std::vector<std::string>& inputs, const std::vector<corpus::Shard>& files,
           const std::string& output, const DedupOptions& options, const DedupHooks& hooks)
      : inputs_(inputs),
        files_(files),
        output_(output),
        options_(options),
        follower_(hooks, TotalBytes(files), 2) {}

  Result<DedupSummary> Run();

 private:
  Status Judge();
  Status WritePair(uint32_t better, uint32_t other, double similarity);

  const std::vector<std::string>& inputs_;
  const std::vector<corpus::Shard>& files_;
  const std::string& output_;
  const DedupOptions& options_;
  Follower follower_;
  std::optional<Judgement> judgement_;
  std::optional<io::AtomicFile> pairs_;
};

Status DedupRun::WritePair(uint32_t better, uint32_t other, double similarity) {
  const RowTable& table = judgement_->table;
  const Result<std::string> a = table.IdOf(better), b = table.IdOf(other);
  if (!a.ok()) return a.status();
  if (!b.ok()) return b.status();
  return pairs_->Append(PairJson(*a, *b, similarity));
}

Status DedupRun::Judge() {
  PairSink sink;
  if (options_.pairs) {
    Result<io::AtomicFile> pairs = io::AtomicFile::Create(output_ + "/pairs.jsonl");
    if (!pairs.ok()) return pairs.status();
    pairs_ = std::move(*pairs);
    sink = [this](uint32_t better, uint32_t other, double similarity) {
      return WritePair(better, other, similarity);
    };
  }
  Result<Judgement> judgement = Judgement::Create(output_, options_, follower_, std::move(sink));
  if (!judgement.ok()) return judgement.status();
  judgement_.emplace(std::move(*judgement));
  return judgement_->Judge(files_, options_, follower_);
}

Result<DedupSummary> DedupRun::Run() {
  if (Status judged = Judge(); !judged.ok()) return judged;
  DedupSummary summary = Summarize(*judgement_, nullptr);
  if (Status counted = CountSources(*judgement_, nullptr, files_, inputs_, summary);
      !counted.ok()) {
    return counted;
  }
  summary.problems = follower_.problems();

  follower_.Writing();
  Status written =
      WriteRows(files_, output_, options_, judgement_->table, judgement_->clusters, follower_);
  if (!written.ok()) return written;
  if (pairs_) {
    if (Status committed = pairs_->Commit(); !committed.ok()) return committed;
  }
  const Status told = WriteSummary(output_ + "/summary.json", DedupSummaryJson(summary, options_));
  if (!told.ok()) return told;
  return summary;
}

}  // namespace

Result<DedupSummary> Dedup(const std::vector<std::string>& inputs, const std::string& output,
                           const DedupOptions& options, const DedupHooks& hooks) {
  if (Status wrong = CheckDedupOptions(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  const Result<OutputFolder> folder = OpenDedupOutput(*files, output, options.overwrite);
  if (!folder.ok()) return folder.status();
  return DedupRun(inputs, *files, output, options, hooks).Run();
}

}  // namespace tamis
