// What a dry run found, for people and for machines.

#pragma once

#include "tamis/dry_run.h"

namespace tamis::cli {

// A table on stdout.
void PrintDryRun(const DryRunReport& report);
// One JSON object on stdout.
void PrintDryRunJson(const DryRunReport& report);

}  // namespace tamis::cli
