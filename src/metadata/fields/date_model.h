// How likely a candidate is the day on which the page was published.

#pragma once

#include "metadata/fields/date_clues.h"

namespace tamis::metadata {

// 0 to 1; calibrated on pages with known dates (docs/metadata.md).
float DateProbability(const DateCandidate& candidate);

}  // namespace tamis::metadata
