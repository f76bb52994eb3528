// Whether JSON-LD says that a page's text must be paid for, and how long that text is.
//
// Source:  https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
// Tested:  tests/state; the JSON reader is fuzzed by fuzz/json.cc.

#pragma once

#include <cstdint>

#include "html/dom/dom.h"
#include "json/tree.h"
#include "judge/page_scan.h"
#include "tamis/rights.h"

namespace tamis::judge {

struct Access {
  Said free_to_read = Said::kNothing;  // kNo as soon as one part of the page must be paid for
  uint32_t declared_words = 0;         // wordCount, or the words of articleBody; 0: not said
  uint32_t html_begin = 0;             // of the script that said so
  uint32_t html_end = 0;
};

// Looks at scripts that hold the word only: on nearly all pages a search, and no JSON is read.
Access ReadAccess(const html::Dom& dom, const PageScan& scan, json::TreeReader& reader);

}  // namespace tamis::judge
