// What a deduplication found, as counts and as summary.json. Source: docs/dedup.md.

#pragma once

#include <string>
#include <string_view>

#include "dedup/deduper.h"
#include "pipeline/dedup/first_pass.h"
#include "pipeline/dedup/second_pass.h"
#include "tamis/dedup.h"

namespace tamis::pipeline {

// All but the sources and the problems.
DedupSummary Summarize(const RowTable& table, const Clusters& clusters,
                       const dedup::Deduper& deduper);

// With a LF at its end.
std::string DedupSummaryJson(const DedupSummary& summary, const DedupOptions& options);

// A row of pairs.jsonl, with a LF. The ids are JSON.
std::string PairJson(std::string_view better, std::string_view other, double similarity);

}  // namespace tamis::pipeline
