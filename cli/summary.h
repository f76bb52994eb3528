// The counts of a finished run, for people.

#pragma once

#include <string>

#include "tamis/pipeline.h"

namespace tamis::cli {

// On stderr.
void PrintSummary(const RunSummary& summary, const std::string& output);

}  // namespace tamis::cli
