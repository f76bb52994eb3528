// summary.json: the counts of a run as data. Source: docs/formats/corpus.md.

#pragma once

#include <string>

#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// The summary as JSON, with a LF at the end: what depends on the input and the options alone.
std::string SummaryJson(const RunSummary& summary, const std::string& options_hash);

// Writes the file `path`, whole or not at all.
Status WriteSummary(const std::string& path, const std::string& json);

}  // namespace tamis::pipeline
