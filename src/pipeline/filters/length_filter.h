// Removes texts that are too short or too long.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

std::unique_ptr<Filter> MakeFilter(const LengthFilter& rules);

}  // namespace tamis::pipeline
