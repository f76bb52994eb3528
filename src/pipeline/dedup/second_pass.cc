#include "pipeline/dedup/second_pass.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "json/members.h"
#include "json/writer.h"
#include "pipeline/dedup/ordered_work.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/writers/row_packer.h"
#include "pipeline/writers/shard_writer.h"

namespace tamis::pipeline {
namespace {

using dedup::CopyKind;

constexpr size_t kFolders = 4;  // by CopyKind

struct Piece {
  std::string rows;
  std::string stored;  // the same, compressed
};

struct Job {
  RowBatch batch;
  std::array<Piece, kFolders> pieces;
  Status status;
};

// What a thread works with.
struct Tools {
  std::vector<json::Member> members;
  std::vector<json::Change> changes;
  RowPacker packer;
};

class WritingPass {
 public:
  WritingPass(const std::vector<corpus::Shard>& files, const std::string& output,
              const DedupOptions& options, const RowTable& table, const Clusters& clusters,
              Follower& follower);
  Status Run();

 private:
  Status AppendRow(std::string_view row, uint32_t number, Tools& tools, Job& job) const;
  Status Work(Job& job, Tools& tools) const;
  Status Take(Job& job);

  const std::vector<corpus::Shard>& files_;
  const DedupOptions& options_;
  const RowTable& table_;
  const Clusters& clusters_;
  Follower& follower_;
  const ShardOptions shards_;
  std::vector<ShardWriter> writers_;           // by CopyKind
  std::vector<std::unique_ptr<Tools>> tools_;  // one a thread
  uint64_t rows_ = 0;
};

WritingPass::WritingPass(const std::vector<corpus::Shard>& files, const std::string& output,
                         const DedupOptions& options, const RowTable& table,
                         const Clusters& clusters, Follower& follower)
    : files_(files),
      options_(options),
      table_(table),
      clusters_(clusters),
      follower_(follower),
      shards_({.compression = options.compression, .shard_bytes = options.shard_bytes}) {
  writers_.emplace_back(output, "documents", shards_);
  for (const CopyKind kind : {CopyKind::kSameUrl, CopyKind::kSameContent, CopyKind::kNear}) {
    writers_.emplace_back(output, "removed/" + std::string(StepName(kind)), shards_);
  }
  for (uint32_t i = 0; i < options.threads; ++i) tools_.push_back(std::make_unique<Tools>());
}

Status WritingPass::AppendRow(std::string_view row, uint32_t number, Tools& tools, Job& job) const {
  if (number >= table_.rows.size() ||
      std::max<uint64_t>(dedup::HashBytes(row).high, 1) != table_.rows[number].hash) {
    if (number < table_.rows.size() && table_.rows[number].hash == 0) return {};  // unreadable
    return Status(StatusCode::kInvalidArgument,
                  files_[job.batch.file].path + " changed while it was read; run again");
  }
  if (Status status = json::ReadMembers(row, tools.members); !status.ok()) return status;
  const dedup::Verdict& verdict = clusters_.verdicts[number];
  const std::string cluster = std::to_string(clusters_.numbers[verdict.kept]);
  const std::string size = std::to_string(clusters_.sizes[verdict.kept]);
  tools.changes = {{"minhash_cluster_id", cluster}, {"minhash_cluster_size", size}};
  std::string reason, similarity = "null";
  Result<std::string> id = std::string();
  if (verdict.kind != CopyKind::kKept) {
    const dedup::IndexMatch* old = table_.OldOf(number);
    id = old == nullptr ? table_.IdOf(verdict.kept) : table_.IdOfOld(*old);
    if (!id.ok()) return id.status();
    reason = '"' + std::string(StepName(verdict.kind)) + '"';
    if (verdict.similarity >= 0) {
      similarity.clear();
      json::AppendScore(verdict.similarity, similarity);
    }
    tools.changes.push_back({"filter_reason", reason});
    tools.changes.push_back({"duplicate_of", *id});
    if (old != nullptr) {
      tools.changes.push_back(
          {"duplicate_in", options_.index.empty() ? "\"against\"" : "\"index\""});
    }
    tools.changes.push_back({"similarity", similarity});
  }
  std::optional<HistoryFields> history;
  if (const dedup::UrlHistory* found = table_.histories ? table_.histories->Of(number) : nullptr) {
    history.emplace(*found);
    history->AppendTo(tools.changes);
  }
  std::string& out = job.pieces[static_cast<size_t>(verdict.kind)].rows;
  json::AppendChanged(row, tools.members, tools.changes, out);
  out += '\n';
  return {};
}

Status WritingPass::Work(Job& job, Tools& tools) const {
  for (Piece& piece : job.pieces) piece.rows.clear();
  for (size_t i = 0; i < job.batch.size(); ++i) {
    const auto number = static_cast<uint32_t>(job.batch.first + i);
    if (Status status = AppendRow(job.batch.row(i), number, tools, job); !status.ok()) {
      return status;
    }
  }
  for (Piece& piece : job.pieces) {
    const Status status = tools.packer.Pack(options_.compression, piece.rows, piece.stored);
    if (!status.ok()) return status;
  }
  return {};
}

Status WritingPass::Take(Job& job) {
  if (!job.status.ok()) return job.status;
  for (size_t i = 0; i < kFolders; ++i) {
    const Piece& piece = job.pieces[i];
    if (Status status = writers_[i].Append(piece.stored, piece.rows.size()); !status.ok()) {
      return status;
    }
    if (!writers_[i].full()) continue;
    if (Status status = writers_[i].Complete(); !status.ok()) return status;
  }
  rows_ += job.batch.size();
  follower_.AddRows(job.batch.size());
  return {};
}

Status WritingPass::Run() {
  OrderedWork<Job> work(
      options_.threads,
      [this](Job& job, uint32_t thread) { job.status = Work(job, *tools_[thread]); },
      [this](Job& job) { return Take(job); });
  const Status read = ReadRowFiles(
      files_, {.batch =
                   [&](RowBatch& batch) {
                     std::unique_ptr<Job> job = work.Take();
                     std::swap(job->batch, batch);
                     return work.Push(std::move(job));
                   },
               .problem = [&](const std::string& sentence) { follower_.Problem(sentence); },
               .progress = [&](uint64_t bytes) { return follower_.Progress(bytes); }});
  const Status taken = work.Finish();
  if (!read.ok()) return read;
  if (!taken.ok()) return taken;
  if (rows_ != table_.rows.size()) {
    return Status(StatusCode::kInvalidArgument, "the input changed while it was read; run again");
  }
  for (ShardWriter& writer : writers_) {
    if (Status status = writer.Complete(); !status.ok()) return status;
  }
  return {};
}

}  // namespace

std::string_view StepName(CopyKind kind) {
  switch (kind) {
    case CopyKind::kSameUrl:
      return "url_dup";
    case CopyKind::kSameContent:
      return "exact_dup";
    case CopyKind::kNear:
      return "near_dup";
    case CopyKind::kKept:
      break;
  }
  return "";
}

Clusters CountClusters(std::vector<dedup::Verdict> verdicts, const std::vector<uint32_t>& ranked) {
  Clusters clusters{.verdicts = std::move(verdicts)};
  clusters.sizes.assign(clusters.verdicts.size(), 0);
  clusters.numbers.assign(clusters.verdicts.size(), -1);
  for (const dedup::Verdict& verdict : clusters.verdicts) ++clusters.sizes[verdict.kept];
  for (const uint32_t row : ranked) {
    if (clusters.sizes[row] < 2) continue;
    clusters.numbers[row] = static_cast<int64_t>(clusters.count++);
  }
  return clusters;
}

Status WriteRows(const std::vector<corpus::Shard>& files, const std::string& output,
                 const DedupOptions& options, const RowTable& table, const Clusters& clusters,
                 Follower& follower) {
  return WritingPass(files, output, options, table, clusters, follower).Run();
}

}  // namespace tamis::pipeline
