// Keeps pages in the languages that are wanted.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

std::unique_ptr<Filter> MakeFilter(const LanguageFilter& rules);

}  // namespace tamis::pipeline
