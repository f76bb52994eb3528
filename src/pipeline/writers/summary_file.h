// summary.json: the counts of a run as data. Source: docs/formats/corpus.md.

#pragma once

#include <string>

#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// The summary as JSON, with a LF at the end.
std::string SummaryJson(const RunSummary& summary, const std::string& options_hash);

// Writes FOLDER/summary.json, whole or not at all.
Status WriteSummary(const std::string& folder, const std::string& json);

}  // namespace tamis::pipeline
