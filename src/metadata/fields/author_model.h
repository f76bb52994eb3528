// How likely the names of a candidate are the page's authors.

#pragma once

#include "metadata/fields/author_clues.h"

namespace tamis::metadata {

// 0 to 1; calibrated on pages with known authors (docs/metadata.md).
float AuthorProbability(const AuthorCandidate& candidate);

}  // namespace tamis::metadata
