// Which rule of a run a page breaks.
//
// Tested: filter_test.cc.

#pragma once

#include <cstdint>

#include "tamis/rights.h"

namespace tamis::judge {

// The filter_reason ("rights_noai") of the first rule among `respect`, a bit for each RightsRule,
// that the page's publisher invokes; null when there is none. A statement for all robots or for
// all uses counts, one for the robots of a name does not.
const char* BrokenRule(const Rights& rights, uint32_t respect);

}  // namespace tamis::judge
