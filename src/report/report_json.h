// The data of a report as JSON. Source: docs/report.md.

#pragma once

#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "report/aggregate.h"
#include "report/run_facts.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::report {

// How reading went.
struct ReadFacts {
  uint64_t shards = 0;    // that were opened
  uint64_t bad_rows = 0;  // lines that are no row
  uint64_t problem_count = 0;
  std::vector<std::string> problems;  // one sentence each, at most kMaxProblems

  static constexpr size_t kMaxProblems = 100;
};

// `run` is null when nothing tells of it. Errors: kIo, as KeyCounts.
Result<std::string> ReportJson(const corpus::CorpusFiles& files, const RunFacts* run,
                               const ReadFacts& read, const ReportOptions& options,
                               Aggregate& aggregate);

}  // namespace tamis::report
