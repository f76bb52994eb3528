#include "pipeline/dedup/second_pass.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "json/members.h"
#include "json/writer.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/row_jobs.h"
#include "pipeline/writers/row_packer.h"

namespace tamis::pipeline {
namespace {

using dedup::CopyKind;

constexpr size_t kFolders = 4;  // by CopyKind

struct Job {
  RowBatch batch;
  std::array<RowOutput::Piece, kFolders> pieces;
  Status status;
};

// What a thread works with.
struct Tools {
  std::vector<json::Member> members;
  std::vector<json::Change> changes;
  RowPacker packer;
};

// In Parquet a column has one type: what is no string yet becomes its JSON.
std::string AsString(const std::string& json) {
  if (json.starts_with('"')) return json;
  std::string out = "\"";
  json::AppendEscaped(json, out);
  return out + '"';
}

// What rows get, as AppendRow() sets it.
std::string ColumnsOf(bool removed, const DedupOptions& options) {
  std::string columns = "minhash_cluster_id int, minhash_cluster_size int";
  if (removed) columns += ", filter_reason string, duplicate_of string";
  if (removed && !(options.index.empty() && options.against.empty())) {
    columns += ", duplicate_in string";
  }
  if (removed) columns += ", similarity double";
  if (options.history) {
    columns += ", url_first_seen string, url_last_changed string, url_captures int";
  }
  return columns;
}

class WritingPass {
 public:
  WritingPass(const std::vector<corpus::Shard>& files, const DedupOptions& options,
              const RowTable& table, const Clusters& clusters, Follower& follower);
  Status Run(const RowTarget& target);

 private:
  Status AppendRow(size_t i, Tools& tools, Job& job) const;
  Status Work(Job& job, Tools& tools) const;
  Status Take(Job& job);

  const std::vector<corpus::Shard>& files_;
  const DedupOptions& options_;
  const RowTable& table_;
  const Clusters& clusters_;
  Follower& follower_;
  std::optional<RowOutput> rows_out_;          // its folders by CopyKind
  std::vector<std::unique_ptr<Tools>> tools_;  // one a thread
  uint64_t rows_ = 0;
};

WritingPass::WritingPass(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                         const RowTable& table, const Clusters& clusters, Follower& follower)
    : files_(files), options_(options), table_(table), clusters_(clusters), follower_(follower) {
  for (uint32_t i = 0; i < options.threads; ++i) tools_.push_back(std::make_unique<Tools>());
}

Status WritingPass::AppendRow(size_t i, Tools& tools, Job& job) const {
  const std::string_view row = job.batch.row(i);
  const auto number = static_cast<uint32_t>(job.batch.first + i);
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
    if (rows_out_->format().format == ShardFormat::kParquet) id = AsString(*id);
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
  rows_out_->AddRow(job.batch, i, tools.members, tools.changes,
                    job.pieces[static_cast<size_t>(verdict.kind)]);
  return {};
}

Status WritingPass::Work(Job& job, Tools& tools) const {
  for (RowOutput::Piece& piece : job.pieces) piece.Clear();
  for (size_t i = 0; i < job.batch.size(); ++i) {
    if (Status status = AppendRow(i, tools, job); !status.ok()) return status;
  }
  for (RowOutput::Piece& piece : job.pieces) {
    if (Status status = rows_out_->Pack(tools.packer, piece); !status.ok()) return status;
  }
  return {};
}

Status WritingPass::Take(Job& job) {
  if (!job.status.ok()) return job.status;
  if (Status status = rows_out_->Write(job.batch, job.pieces); !status.ok()) return status;
  rows_ += job.batch.size();
  follower_.AddRows(job.batch.size());
  return {};
}

Status WritingPass::Run(const RowTarget& target) {
  std::vector<RowOutput::Folder> folders;
  for (const CopyKind kind :
       {CopyKind::kKept, CopyKind::kSameUrl, CopyKind::kSameContent, CopyKind::kNear}) {
    const bool kept = kind == CopyKind::kKept;
    folders.push_back({.name = kept ? "documents" : "removed/" + std::string(StepName(kind)),
                       .columns = ColumnsOf(!kept, options_)});
  }
  Result<RowOutput> made = RowOutput::Create(target.output, folders, target.format,
                                             options_.compression, options_.shard_bytes);
  if (!made.ok()) return made.status();
  rows_out_.emplace(std::move(*made));
  OrderedWork<Job> work(
      options_.threads,
      [this](Job& job, uint32_t thread) { job.status = Work(job, *tools_[thread]); },
      [this](Job& job) { return Take(job); });
  const bool tables = rows_out_->format().typed;
  if (Status read = WorkOnRows(files_, follower_, work, tables); !read.ok()) return read;
  if (rows_ != table_.rows.size()) {
    return Status(StatusCode::kInvalidArgument, "the input changed while it was read; run again");
  }
  if (Status status = rows_out_->Complete(); !status.ok()) return status;
  const auto stays = [this](uint32_t row) {
    return table_.rows[row].hash != 0 && clusters_.verdicts[row].kind == CopyKind::kKept;
  };
  return WriteAttributes(target.attributes, target.output, {options_.compression, rows_, stays},
                         rows_out_->shard_rows(), follower_);
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

Status WriteRows(const std::vector<corpus::Shard>& files, const RowTarget& target,
                 const DedupOptions& options, const RowTable& table, const Clusters& clusters,
                 Follower& follower) {
  return WritingPass(files, options, table, clusters, follower).Run(target);
}

}  // namespace tamis::pipeline
