// Removes pages by their URL: lists of domains and URLs, and words.
//
// Source: DataTrove's URLFilter, for the order of the questions and the names of the reasons; what
//         differs is in docs/filters.md.
// Tested: url_filter_test.cc.

#pragma once

#include "pipeline/filters/filter.h"

namespace tamis::pipeline {

// Reads the lists. Errors: those of AddEntries().
Result<std::unique_ptr<Filter>> MakeFilter(const UrlFilter& rules);

}  // namespace tamis::pipeline
