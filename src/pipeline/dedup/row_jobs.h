// A pass over files of rows: read by one thread, worked on by several, taken in the order of rows.

#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/ordered_work.h"
#include "pipeline/dedup/row_files.h"

namespace tamis::pipeline {

// `fill`: Status(RowBatch&, Job&) makes a job of a batch, whose memory it may take. `tables` as
// RowFileVisitor's. Returns when all jobs were taken.
// Errors: those of ReadRowFiles(), of `fill` and of the sink.
template <typename Job, typename Fill>
Status WorkOnRows(const std::vector<corpus::Shard>& files, Follower& follower,
                  OrderedWork<Job>& work, const Fill& fill, bool tables = false) {
  const Status read = ReadRowFiles(
      files, {.batch =
                  [&](RowBatch& batch) {
                    std::unique_ptr<Job> job = work.Take();
                    if (Status status = fill(batch, *job); !status.ok()) return status;
                    return work.Push(std::move(job));
                  },
              .problem = [&](const std::string& sentence) { follower.Problem(sentence); },
              .progress = [&](uint64_t bytes) { return follower.Progress(bytes); },
              .tables = tables});
  const Status taken = work.Finish();
  return read.ok() ? taken : read;
}

// For jobs that hold the batch.
template <typename Job>
Status WorkOnRows(const std::vector<corpus::Shard>& files, Follower& follower,
                  OrderedWork<Job>& work, bool tables = false) {
  const auto fill = [](RowBatch& batch, Job& job) {
    std::swap(job.batch, batch);
    return Status();
  };
  return WorkOnRows(files, follower, work, fill, tables);
}

}  // namespace tamis::pipeline
