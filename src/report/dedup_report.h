// The report of a deduplication, from its output: what goes for what, side by side.

#pragma once

#include <optional>
#include <string>

#include "corpus/corpus_files.h"
#include "report/dedup_pairs.h"
#include "report/shard_walk.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::report {

// What summary.json of a deduplication says of itself.
struct DedupRunFacts {
  std::string json;  // the whole summary
  DedupFields fields;
  uint64_t documents = 0;
  uint64_t removed = 0;
};

// Nothing when the folder has no summary, or that of something else.
std::optional<DedupRunFacts> ReadDedupRun(const std::string& folder);

// Leaves the documents and what was removed as copies; a folder may hold what earlier steps
// removed.
void KeepDedupShards(corpus::CorpusFiles& files);

// Reads each shard once, those of removed rows first. Errors: of ShardWalk.
Status PickPairs(const corpus::CorpusFiles& files, const DedupFields& fields, ShardWalk& walk,
                 PairPicker& picker);

// Format: docs/report.md.
std::string DedupReportJson(const corpus::CorpusFiles& files, const DedupRunFacts& run,
                            const ReadFacts& read, const PairPicker& picker);

}  // namespace tamis::report
