// What a run was told to do, with what had to be read for it.

#pragma once

#include "pipeline/filters/chain.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

struct RunSetup {
  const RunOptions& options;
  const Chain& chain;  // of options.filters
};

}  // namespace tamis::pipeline
