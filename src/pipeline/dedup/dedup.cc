// The front door of deduplication: rows in, rows that stay and rows that go out.
//
//   rows -> [first_pass] -> signatures, ranks -> [src/dedup] -> verdicts -> [second_pass] -> rows
//
// With an index: the rows that stay are made ready for it -> summary.json -> it takes them up
// (known_documents.h says what a crash in between does).
//
// Tested: tests/cli/test_dedup.py, bench/dedup/known_truth.py.

#include "tamis/dedup.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "dedup/signature/hash.h"
#include "io/file.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/judgement.h"
#include "pipeline/dedup/known_documents.h"
#include "pipeline/dedup/options.h"
#include "pipeline/dedup/output.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/row_output.h"
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
           const std::string& output, const DedupOptions& options, KnownDocuments& known,
           const DedupHooks& hooks)
      : inputs_(inputs),
        files_(files),
        output_(output),
        options_(options),
        known_(known),
        follower_(hooks, TotalBytes(files), AddsToIndex() ? 3 : 2) {}

  Result<DedupSummary> Run();

 private:
  Status Judge();
  Status WritePair(uint32_t better, uint32_t other, double similarity);
  bool AddsToIndex() const { return known_.index && !options_.index_read_only; }
  Status PrepareIndex(DedupSummary& summary);
  std::string NameRun() const;

  const std::vector<std::string>& inputs_;
  const std::vector<corpus::Shard>& files_;
  const std::string& output_;
  const DedupOptions& options_;
  KnownDocuments& known_;
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
  judgement_->table.index = known_.get();
  return judgement_->Judge(files_, options_, follower_);
}

// The same for the same rows and the same state of the index, in whatever order they come.
std::string DedupRun::NameRun() const {
  uint64_t sum = known_.index->state().next;
  for (const RowTable::Row& row : judgement_->table.rows) sum += dedup::MixBits(row.hash);
  char name[24];
  std::snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(dedup::MixBits(sum)));
  return name;
}

// Makes ready what the index takes up when the summary is written.
Status DedupRun::PrepareIndex(DedupSummary& summary) {
  dedup::Index& index = *known_.index;
  summary.index_documents = index.state().documents;
  summary.index_generation = index.state().generation;
  if (!AddsToIndex()) return {};
  follower_.NextPass();
  Result<dedup::IndexAdder> adder = dedup::IndexAdder::Create(index);
  if (!adder.ok()) return adder.status();
  const auto stays = [this](uint32_t number, const RowFacts& facts) -> Result<bool> {
    const std::vector<RowTable::Row>& rows = judgement_->table.rows;
    if (number >= rows.size() || rows[number].hash != std::max<uint64_t>(facts.row_hash, 1)) {
      return Status(StatusCode::kInvalidArgument, "the input changed while it was read; run again");
    }
    return judgement_->clusters.verdicts[number].kind == dedup::CopyKind::kKept;
  };
  const Result<IndexAddition> added = AddRows(files_, options_, follower_, index, stays, *adder);
  if (!added.ok()) return added.status();
  if (judgement_->table.histories) {
    if (Status status = judgement_->table.histories->AddTo(*adder); !status.ok()) return status;
  }
  const std::string run = NameRun();
  std::error_code error;
  const std::string output = std::filesystem::weakly_canonical(output_, error).string();
  const Result<bool> prepared = adder->Prepare(ToText({.run = run, .output = output}));
  if (!prepared.ok()) return prepared.status();
  if (!*prepared) return {};
  summary.index_run = run;
  summary.index_added = added->added;
  summary.index_documents += added->added;
  ++summary.index_generation;
  return {};
}

Result<DedupSummary> DedupRun::Run() {
  Result<RowFormat> format =
      FindRowFormat(files_, options_.format, options_.text_field, options_.threads, follower_);
  if (!format.ok()) return format.status();
  const RowTarget target{.output = output_,
                         .format = std::move(*format),
                         .attributes = FindAttributes(files_, follower_)};
  if (Status judged = Judge(); !judged.ok()) return judged;
  DedupSummary summary = Summarize(*judgement_, nullptr);
  if (Status counted = CountSources(*judgement_, nullptr, files_, inputs_, summary);
      !counted.ok()) {
    return counted;
  }
  summary.problems = follower_.problems();

  follower_.Writing();
  const Status written =
      WriteRows(files_, target, options_, judgement_->table, judgement_->clusters, follower_);
  if (!written.ok()) return written;
  if (pairs_) {
    if (Status committed = pairs_->Commit(); !committed.ok()) return committed;
  }
  if (known_.index) {
    if (Status prepared = PrepareIndex(summary); !prepared.ok()) return prepared;
  }
  const Status told = WriteSummary(output_ + "/summary.json", DedupSummaryJson(summary, options_));
  if (!told.ok()) return told;
  if (summary.index_run.empty()) return summary;
  if (Status taken = known_.index->TakeUp(); !taken.ok()) {
    return Status(taken.code(), "the output is complete, but its index has not taken it up: " +
                                    taken.message() + "; the next command that opens it will");
  }
  return summary;
}

}  // namespace

Result<DedupSummary> Dedup(const std::vector<std::string>& inputs, const std::string& output,
                           const DedupOptions& options, const DedupHooks& hooks) {
  if (Status wrong = CheckDedupOptions(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  // Before the output is emptied: the summary that is there may belong to what the index waits for.
  Result<KnownDocuments> known = KnownDocuments::Open(options, options.index_read_only);
  if (!known.ok()) return known.status();
  const Result<OutputFolder> folder = OpenDedupOutput(*files, output, options.overwrite);
  if (!folder.ok()) return folder.status();
  if (Status read = known->ReadReferences(output, options, hooks); !read.ok()) return read;
  return DedupRun(inputs, *files, output, options, *known, hooks).Run();
}

}  // namespace tamis
