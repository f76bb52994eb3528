// How likely a candidate is the page's title.

#pragma once

#include "metadata/fields/title_clues.h"

namespace tamis::metadata {

// 0 to 1; calibrated on pages with known titles (docs/metadata.md).
float TitleProbability(const TitleCandidate& candidate);

}  // namespace tamis::metadata
