// What a deduplication found, as counts and as summary.json. Source: docs/dedup.md.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/dedup/judgement.h"
#include "tamis/dedup.h"

namespace tamis::pipeline {

// All but the sources and the problems. `counted`: of which rows; null: of all. Of some, what is of
// clusters and pairs stays 0.
DedupSummary Summarize(const Judgement& judgement, const std::vector<bool>* counted);

// With a LF at its end.
std::string DedupSummaryJson(const DedupSummary& summary, const DedupOptions& options);

// A row of pairs.jsonl, with a LF. The ids are JSON.
std::string PairJson(std::string_view better, std::string_view other, double similarity);

}  // namespace tamis::pipeline
