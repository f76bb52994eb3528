// How the making of a report is followed, by `tamis report` and `tamis dedup --report`.

#pragma once

#include "progress_bar.h"
#include "tamis/report.h"

namespace tamis::cli {

// Shows progress and problems, and stops at an interrupt. `bar` must outlive the hooks.
ReportHooks ReportHooksFor(ProgressBar& bar);

}  // namespace tamis::cli
