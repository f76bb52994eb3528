// Robots directives as meta tags and X-Robots-Tag fields write them.
//
// Source:  https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag;
//          "noai" and "noimageai" are DeviantArt's of 2022, since then in wide use.
// Tested:  robots_test.cc; fuzzed by fuzz/rights.cc.

#pragma once

#include <string>
#include <string_view>

#include "tamis/rights.h"

namespace tamis::judge {

// Adds the restrictions of `list`, parted by commas, for `agent` (lower case; empty: all robots).
// Words that restrict nothing ("index", "follow", "all") and unknown ones add nothing.
//
// `header` says that a name of a robot with a colon may stand before a directive, as in
// "googlebot: noindex, nofollow": it then holds to the end of the list or the next name.
void AddRobots(std::string_view list, std::string_view agent, bool header, Rights& rights);

// Whether a meta tag of this name (lower case) speaks to robots, and to which: "" all of them.
// False: it is no such name.
bool RobotsAgent(std::string_view meta_name, std::string_view& agent);

// The names that may stand before the colon in a header: everything but directives with values.
// Returns the length of "name:" at the start of `item`, 0 when there is none.
size_t AgentPrefix(std::string_view item);

}  // namespace tamis::judge
