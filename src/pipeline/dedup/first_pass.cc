#include "pipeline/dedup/first_pass.h"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <tuple>
#include <utility>

#include "json/writer.h"
#include "pipeline/dedup/ordered_work.h"
#include "pipeline/dedup/row_files.h"

namespace tamis::pipeline {
namespace {

constexpr uint64_t kToldRows = 5;  // unreadable rows that are told one by one

struct Job {
  RowBatch batch;
  std::vector<RowFacts> facts;  // one or more for each row
  std::vector<std::pair<size_t, Status>> bad;
};

// "FILE:LINE" for a row without an id.
std::string PlaceName(const corpus::Shard& shard, uint64_t line) {
  std::string json = "\"";
  json::AppendEscaped(std::filesystem::path(shard.path).filename().string(), json);
  return json + ":" + std::to_string(line) + "\"";
}

class SignaturePass {
 public:
  SignaturePass(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                Follower& follower, const WantedRow& wanted, dedup::Deduper& deduper,
                RowTable& table)
      : files_(files),
        options_(options),
        follower_(follower),
        wanted_(wanted),
        deduper_(deduper),
        table_(table) {
    for (uint32_t i = 0; i < options.threads; ++i) readers_.emplace_back(options);
  }

  Status Run();

 private:
  void Work(Job& job, uint32_t thread);
  Status Take(Job& job);
  Status TakeRow(const RowFacts& facts, const RowBatch& batch, size_t row);

  const std::vector<corpus::Shard>& files_;
  const DedupOptions& options_;
  Follower& follower_;
  const WantedRow& wanted_;
  dedup::Deduper& deduper_;
  RowTable& table_;
  std::vector<RowFactsReader> readers_;  // one a thread
};

void SignaturePass::Work(Job& job, uint32_t thread) {
  job.bad.clear();
  if (job.facts.size() < job.batch.size()) job.facts.resize(job.batch.size());
  for (size_t i = 0; i < job.batch.size(); ++i) {
    Status status = readers_[thread].Read(job.batch.row(i), job.facts[i]);
    if (!status.ok()) job.bad.emplace_back(i, std::move(status));
  }
}

Status SignaturePass::TakeRow(const RowFacts& facts, const RowBatch& batch, size_t row) {
  const std::string id =
      !facts.id.empty() ? facts.id : PlaceName(files_[batch.file], batch.first_in_file + row + 1);
  if (Status status = table_.ids.Append(id); !status.ok()) return status;
  const Result<uint32_t> host = table_.hosts.Number(facts.host);
  if (!host.ok()) return host.status();
  table_.rows.push_back({.rank = facts.rank,
                         .hash = facts.readable ? std::max<uint64_t>(facts.row_hash, 1) : 0,
                         .id_end = table_.ids.size(),
                         .text_bytes = facts.text_bytes,
                         .host = *host});
  ++table_.file_rows[batch.file];
  return deduper_.Add(facts.signature);
}

Status SignaturePass::Take(Job& job) {
  for (const auto& [row, status] : job.bad) {
    if (++table_.unreadable > kToldRows) continue;
    follower_.Problem(files_[job.batch.file].path + ": row " +
                      std::to_string(job.batch.first_in_file + row + 1) + ": " + status.message());
  }
  table_.rows_read += job.batch.size();
  for (size_t i = 0; i < job.batch.size(); ++i) {
    const RowFacts& facts = job.facts[i];
    table_.with_text += facts.has_text;
    if (wanted_ && !wanted_(job.batch.first + static_cast<uint32_t>(i), facts)) continue;
    if (Status status = TakeRow(facts, job.batch, i); !status.ok()) return status;
  }
  follower_.AddRows(job.batch.size());
  return {};
}

Status SignaturePass::Run() {
  table_.file_rows.assign(files_.size(), 0);
  OrderedWork<Job> work(
      options_.threads, [this](Job& job, uint32_t thread) { Work(job, thread); },
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
  if (table_.unreadable > kToldRows) {
    follower_.Problem(std::to_string(table_.unreadable) + " rows in all are no JSON objects");
  }
  if (Status status = table_.hosts.Flush(); !status.ok()) return status;
  return table_.ids.Flush();
}

}  // namespace

Result<std::string> RowTable::IdOf(uint32_t row) const {
  const uint64_t begin = row == 0 ? 0 : rows[row - 1].id_end;
  std::string id(rows[row].id_end - begin, '\0');
  if (Status status = ids.ReadAt(begin, id.data(), id.size()); !status.ok()) return status;
  return id;
}

Status ReadSignatures(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                      Follower& follower, const WantedRow& wanted, dedup::Deduper& deduper,
                      RowTable& table) {
  return SignaturePass(files, options, follower, wanted, deduper, table).Run();
}

std::vector<uint32_t> RankRows(const RowTable& table, const dedup::Deduper& deduper) {
  std::vector<uint32_t> ranked(table.rows.size());
  std::iota(ranked.begin(), ranked.end(), 0u);
  std::sort(ranked.begin(), ranked.end(), [&](uint32_t a, uint32_t b) {
    const RowTable::Row &x = table.rows[a], &y = table.rows[b];
    return std::tie(y.rank, y.text_bytes, deduper.content(a), x.hash, a) <
           std::tie(x.rank, x.text_bytes, deduper.content(b), y.hash, b);
  });
  return ranked;
}

}  // namespace tamis::pipeline
