// The rows of a run or of its preview, and what becomes of each.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/deduper.h"
#include "pipeline/dedup/first_pass.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/second_pass.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

using PairSink = std::function<Status(uint32_t better, uint32_t other, double similarity)>;

struct Judgement {
  // `folder` is for temporary files; `pair` may be null. `follower` must outlive the judgement.
  static Result<Judgement> Create(const std::string& folder, const DedupOptions& options,
                                  const Follower& follower, PairSink pair);

  // Reads the rows, those that are wanted, and compares them. Errors: those of reading;
  // kInvalidArgument when no row has a text; kCancelled.
  Status Judge(const std::vector<corpus::Shard>& files, const DedupOptions& options,
               Follower& follower, const WantedRow& wanted = {});

  RowTable table;  // its `index` may be set before Judge(), and must outlive the judgement
  dedup::Deduper deduper;
  Clusters clusters = {};
};

}  // namespace tamis::pipeline
