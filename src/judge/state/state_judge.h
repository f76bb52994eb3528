// Tells whether a page is what it should be, or an error page, a wall, a shell (page_state.h).
//
//   html/dom + metadata + extraction -> signals -> log-odds a state -> [PageStateVerdict]
//
// How it decides, and how well: docs/page-state.md.
// Tested:  tests/state; fuzzed by fuzz/page.cc.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/extract.h"
#include "html/dom/dom.h"
#include "judge/page_scan.h"
#include "judge/state/page_measures.h"
#include "judge/state/phrases.h"
#include "metadata/metadata.h"
#include "tamis/extract.h"
#include "tamis/page_state.h"

namespace tamis::judge {

// What the signals look at. `dom` and `scan` are null for flattened text.
struct StateInput {
  const html::Dom* dom = nullptr;
  const PageScan* scan = nullptr;
  const metadata::Metadata* metadata = nullptr;
  const extract::Extraction* extraction = nullptr;
  const PageContext* context = nullptr;
  bool said_not_free = false;   // JSON-LD isAccessibleForFree: false
  uint32_t declared_words = 0;  // of the text, as JSON-LD says; 0: it does not
  uint32_t access_begin = 0;    // [begin, end) of the script that said so
  uint32_t access_end = 0;
};

// Judges page after page, reusing its memory.
//
// Threads: one judge per thread.
class StateJudge {
 public:
  void Judge(const StateInput& input, PageStateVerdict& verdict);

 private:
  StatePhraseFinder phrases_;
  std::vector<Signal> signals_;
};

}  // namespace tamis::judge
