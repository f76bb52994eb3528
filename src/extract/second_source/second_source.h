// The text of pages whose markup has none: shells that a script fills in the browser.
//
//   decide -> [second_source] -> document
//
// Idea:   when next to nothing was kept, the page's scripts are searched: JSON-LD first, which says
//         what is text, then application state (json_text.h). What is found joins the page as
//         blocks of its own, marked by their source, with the byte range of the script.
// Catch:  scripts hold texts of other pages, messages and settings. So they count only when
//         the kept text is tiny (kTinyWords) and theirs is several times as long (kTimesLonger).
//         docs/extraction.md has what this was measured on.
//
// A page with text costs one sum over its decisions; the rest runs for shells only, and its
// memory is given back.
//
// Limits:  2 MiB of JSON a script and 4 MiB a page, 128 levels, 131,072 values, 1 MiB of text.
//          Broken JSON-LD is mended as in metadata; other broken JSON is left out.
// Tested:  second_source_test.cc; fuzzed by fuzz/second_source.cc.

#pragma once

#include <string_view>

#include "extract/extract.h"
#include "html/dom/dom.h"

namespace tamis::extract {

// Adds blocks and decisions to `out` and drops what it replaces, or leaves `out` alone.
void ApplySecondSource(const html::Dom& dom, const PageHints& hints, Extraction& out);

}  // namespace tamis::extract
