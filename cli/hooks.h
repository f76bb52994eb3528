// How commands over rows are followed and how they end.

#pragma once

#include "progress_bar.h"
#include "tamis/dedup.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::cli {

// Show progress and problems, and stop at an interrupt. `bar` must outlive the hooks.
DedupHooks DedupHooksFor(ProgressBar& bar);
ReportHooks ReportHooksFor(ProgressBar& bar);

// Tells why a command failed and returns its exit code. REQUIRES: !status.ok()
int Failed(const Status& status);

}  // namespace tamis::cli
