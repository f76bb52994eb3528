// What `tamis dedup` and `tamis dedup-text` have in common: how they are followed and how they end.

#pragma once

#include "progress_bar.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::cli {

// Shows progress and problems, and stops at an interrupt. `bar` must outlive the hooks.
DedupHooks HooksFor(ProgressBar& bar);

// Tells why a command failed and returns its exit code. REQUIRES: !status.ok()
int FailedDedup(const Status& status);

}  // namespace tamis::cli
