// The counts of a batch, added to those of the run.

#pragma once

#include "pipeline/readers/batch.h"
#include "pipeline/run/batch_result.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

void AddCounts(const Batch& batch, const BatchResult& result, RunSummary& sum);

}  // namespace tamis::pipeline
