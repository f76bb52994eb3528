// Why a block was dropped: the piece of evidence that weighed most against it.

#pragma once

#include "extract/blocks/block.h"
#include "extract/features/features.h"

namespace tamis::extract {

// The reason for a block whose score is below the cut.
Reason ReasonAgainst(const PageBlock& block, const Evidence& evidence);

}  // namespace tamis::extract
