// How many threads and batches fit into the memory that the user allows.

#pragma once

#include <cstdint>

#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct MemoryPlan {
  uint32_t threads = 1;
  uint32_t batches = 3;  // under way at a time
};

// Takes options.threads (0: all cores) as far as options.memory_bytes allows, which may be 0 for
// as much as is useful. Measured needs: docs/performance.md.
// Errors: kInvalidArgument when not even one thread fits, with the least that does.
Result<MemoryPlan> PlanMemory(const RunOptions& options);

}  // namespace tamis::pipeline
