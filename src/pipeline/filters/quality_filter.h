// Removes texts by the rules of Gopher, C4 and FineWeb. The signals were measured with the text;
// the rules themselves are text/signals/thresholds.h.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

std::unique_ptr<Filter> MakeFilter(const GopherRepetitionFilter& rules);
std::unique_ptr<Filter> MakeFilter(const GopherQualityFilter& rules);
std::unique_ptr<Filter> MakeFilter(const C4Filter& rules);
std::unique_ptr<Filter> MakeFilter(const FineWebFilter& rules);

}  // namespace tamis::pipeline
