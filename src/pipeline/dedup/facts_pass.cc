#include "pipeline/dedup/facts_pass.h"

#include <memory>
#include <utility>

#include "pipeline/dedup/row_jobs.h"

namespace tamis::pipeline {
namespace {

constexpr uint64_t kToldRows = 5;  // unreadable rows that are told one by one

struct Job {
  RowBatch batch;
  std::vector<RowFacts> facts;  // one or more for each row
  std::vector<std::pair<size_t, Status>> bad;
  Status status;
};

class FactsPass {
 public:
  FactsPass(const std::vector<corpus::Shard>& files, const DedupOptions& options,
            Follower& follower, const FactsVisitor& visitor)
      : files_(files), threads_(options.threads), follower_(follower), visitor_(visitor) {
    for (uint32_t i = 0; i < threads_; ++i) readers_.emplace_back(options);
  }

  Result<uint64_t> Run();

 private:
  Status Work(Job& job, uint32_t thread);
  Status Take(Job& job);

  const std::vector<corpus::Shard>& files_;
  const uint32_t threads_;
  Follower& follower_;
  const FactsVisitor& visitor_;
  std::vector<RowFactsReader> readers_;  // one a thread
  uint64_t unreadable_ = 0;
};

Status FactsPass::Work(Job& job, uint32_t thread) {
  job.bad.clear();
  if (job.facts.size() < job.batch.size()) job.facts.resize(job.batch.size());
  for (size_t i = 0; i < job.batch.size(); ++i) {
    Status status = readers_[thread].Read(job.batch.row(i), job.facts[i]);
    if (!status.ok()) {
      job.bad.emplace_back(i, std::move(status));
    } else if (visitor_.look) {
      const Status looked = visitor_.look(job.facts[i], job.batch, i, thread);
      if (!looked.ok()) return looked;
    }
  }
  return {};
}

Status FactsPass::Take(Job& job) {
  if (!job.status.ok()) return job.status;
  for (const auto& [row, status] : job.bad) {
    if (++unreadable_ > kToldRows) continue;
    follower_.Problem(files_[job.batch.file].path + ": row " +
                      std::to_string(job.batch.first_in_file + row + 1) + ": " + status.message());
  }
  for (size_t i = 0; i < job.batch.size(); ++i) {
    if (Status status = visitor_.take(job.facts[i], job.batch, i); !status.ok()) return status;
  }
  follower_.AddRows(job.batch.size());
  return {};
}

Result<uint64_t> FactsPass::Run() {
  OrderedWork<Job> work(
      threads_, [this](Job& job, uint32_t thread) { job.status = Work(job, thread); },
      [this](Job& job) { return Take(job); });
  if (Status read = WorkOnRows(files_, follower_, work); !read.ok()) return read;
  if (unreadable_ > kToldRows) {
    follower_.Problem(std::to_string(unreadable_) + " rows in all are no JSON objects");
  }
  return unreadable_;
}

}  // namespace

std::string IdOrPlace(const RowFacts& facts, const std::vector<corpus::Shard>& files,
                      const RowBatch& batch, size_t row) {
  if (!facts.id.empty()) return facts.id;
  return PlaceName(files[batch.file], batch.first_in_file + row + 1);
}

Result<uint64_t> ReadFacts(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                           Follower& follower, const FactsVisitor& visitor) {
  return FactsPass(files, options, follower, visitor).Run();
}

}  // namespace tamis::pipeline
