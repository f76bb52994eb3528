// Writes what the workers made into the output folder and keeps the counts: the serial last
// stage of a run.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/readers/batch.h"
#include "pipeline/run/batch_result.h"
#include "pipeline/writers/journal.h"
#include "pipeline/writers/shard_writer.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

// Threads: calls must not overlap.
class CorpusWriter {
 public:
  // `steps`: names of the folders below removed/, in the order of BatchResult::removed.
  // `sidecars`: of those below attributes/, in the order of BatchResult::sidecars.
  CorpusWriter(const std::string& corpus, const std::vector<std::string>& steps,
               std::span<const std::string_view> sidecars, ShardOptions options);
  CorpusWriter(const CorpusWriter&) = delete;
  CorpusWriter& operator=(const CorpusWriter&) = delete;

  // Goes back to the state of a checkpoint, or, without one, to nothing; completes what was full.
  Status Restore(const Checkpoint* checkpoint);

  // REQUIRES: batches come in input order.
  Status Write(const Batch& batch, const BatchResult& result);
  // Whether a shard is to be completed; before, the caller writes a checkpoint.
  bool AnyFull() const;
  // Makes all that was written durable.
  Status Sync();
  // Completes the shards that are full, or `all` that are open.
  Status Complete(bool all);

  std::vector<SeriesState> series() const;  // of those that hold anything
  // Counts of what was written so far. The caller adds times and errors.
  const RunSummary& counts() const { return counts_; }
  uint32_t document_shards() const { return documents().shards(); }

 private:
  const ShardWriter& documents() const { return writers_[0]; }
  // The writer that says when the shards of this one are full: a shard of a sidecar holds the rows
  // of that of the documents.
  size_t LeaderOf(size_t index) const { return index <= sidecars_ ? 0 : index; }

  const ShardOptions options_;
  const ShardOptions removed_options_;
  ParquetConverter converter_;
  std::vector<ShardWriter> writers_;  // documents, sidecars, removed by step
  size_t sidecars_;
  RunSummary counts_;
};

}  // namespace tamis::pipeline
