// Removes what stands in the place of a page: error messages, walls, empty shells.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

std::unique_ptr<Filter> MakeFilter(const PageStateFilter& rules);

}  // namespace tamis::pipeline
