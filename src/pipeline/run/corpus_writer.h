// Writes what the workers made into the output folder and keeps the counts: the serial last
// stage of a run.

#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "pipeline/readers/batch.h"
#include "pipeline/run/batch_result.h"
#include "pipeline/writers/shard_writer.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

// Threads: calls must not overlap.
class CorpusWriter {
 public:
  CorpusWriter(const std::string& folder, Compression compression, uint64_t shard_bytes);

  // REQUIRES: batches come in input order.
  Status Write(const Batch& batch, const BatchResult& result);
  // Completes the open shards.
  Status Finish();

  // Counts of what was written so far. The caller adds times and errors.
  const RunSummary& counts() const { return counts_; }
  uint32_t document_shards() const { return documents_.shards(); }

 private:
  void Count(const Batch& batch, const BatchResult& result);

  ShardWriter documents_;
  std::array<ShardWriter, kFilterSteps.size()> removed_;
  RunSummary counts_;
};

}  // namespace tamis::pipeline
