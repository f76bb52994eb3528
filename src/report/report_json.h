// The data of a report as JSON. Source: docs/report.md.

#pragma once

#include <string>

#include "corpus/corpus_files.h"
#include "report/aggregate.h"
#include "report/run_facts.h"
#include "report/shard_walk.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::report {

// `run` is null when nothing tells of it. Errors: kIo, as KeyCounts.
Result<std::string> ReportJson(const corpus::CorpusFiles& files, const RunFacts* run,
                               const ReadFacts& read, const ReportOptions& options,
                               Aggregate& aggregate);

}  // namespace tamis::report
