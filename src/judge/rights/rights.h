// Collects what the header and the page say about the use of the page.
//
// Source:  docs/rights.md lists the specifications and the order of precedence.
// Tested:  rights_test.cc; fuzzed by fuzz/rights.cc.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "html/dom/dom.h"
#include "judge/page_scan.h"
#include "metadata/metadata.h"
#include "tamis/extract.h"
#include "tamis/rights.h"

namespace tamis::judge {

// The fields of an HTTP header alone. Any bytes.
void ReadHeaderRights(std::span<const HttpField> fields, Rights& rights);

// Adds what the page says; call it after ReadHeaderRights(), whose values stand.
void ReadPageRights(const html::Dom& dom, const metadata::Metadata& metadata, Rights& rights);

// "search=yes, ai-train=no" and "train-ai=n, search=y": adds what is not settled yet.
// Returns whether anything was understood.
bool AddUsage(std::string_view list, Rights& rights);

}  // namespace tamis::judge
