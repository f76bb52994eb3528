// The published limits: signals in, the reason to remove the page out.
//
// Source: Gopher, table A1 and appendix A.1.1; C4, section 2.2; FineWeb, section 3.6; the order of
//         the rules and the names of the reasons are DataTrove's.

#pragma once

#include <string_view>

#include "tamis/quality.h"

namespace tamis::text {

// Each is the first rule that the text breaks, empty when it breaks none. Static storage.
std::string_view ReasonOf(const GopherQuality& signals);
std::string_view ReasonOf(const GopherRepetition& signals);
std::string_view ReasonOf(const C4Quality& signals);
std::string_view ReasonOf(const FineWebQuality& signals);

}  // namespace tamis::text
