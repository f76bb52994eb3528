// Limits of signals: signals in, the reason to remove the page out.
//
// Source: Gopher, table A1 and appendix A.1.1; C4, section 2.2; FineWeb, section 3.6; the order of
//         the rules and the names of the reasons are DataTrove's. The published limits are the
//         defaults of tamis/filters.h.

#pragma once

#include <string_view>

#include "tamis/filters.h"
#include "tamis/quality.h"

namespace tamis::text {

// Each is the first rule that the text breaks, empty when it breaks none. Static storage.
std::string_view ReasonOf(const GopherQuality& signals, const GopherQualityFilter& rules = {});
std::string_view ReasonOf(const GopherRepetition& signals,
                          const GopherRepetitionFilter& rules = {});
// Two that break it in the text itself are told apart by `signals.reason`.
std::string_view ReasonOf(const C4Quality& signals, const C4Filter& rules = {});
std::string_view ReasonOf(const FineWebQuality& signals, const FineWebFilter& rules = {});

}  // namespace tamis::text
