// What may be asked of a deduplication.

#pragma once

#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Errors: kInvalidArgument, with what is wrong.
Status CheckDedupOptions(const DedupOptions& options);

}  // namespace tamis::pipeline
