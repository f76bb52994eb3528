// Removes pages whose publishers do not want them used.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

std::unique_ptr<Filter> MakeFilter(const RightsFilter& rules);

}  // namespace tamis::pipeline
