// Reads all rows of some files: what each says, worked out by many threads, told in order.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_facts.h"
#include "pipeline/dedup/row_files.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct FactsVisitor {
  // More to be found out about row `row` of `batch`, by any thread (0 and up, each one row at a
  // time); not about rows that are no JSON objects. Null: nothing.
  std::function<Status(RowFacts& facts, const RowBatch& batch, size_t row, uint32_t thread)> look =
      {};
  // Each row, in order; those that are no JSON objects as well.
  std::function<Status(const RowFacts& facts, const RowBatch& batch, size_t row)> take;
};

// Tells the first unreadable rows as problems. Returns how many there are.
// Errors: those of reading; what the visitor returned; kCancelled.
Result<uint64_t> ReadFacts(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                           Follower& follower, const FactsVisitor& visitor);

// The id of a row as JSON; "FILE:LINE" when it has none.
std::string IdOrPlace(const RowFacts& facts, const std::vector<corpus::Shard>& files,
                      const RowBatch& batch, size_t row);

}  // namespace tamis::pipeline
