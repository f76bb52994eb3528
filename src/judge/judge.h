// Judges a page as a whole: what state it is in, and what it says about its use.
//
//   html/dom + metadata + extraction -> [judge] -> page_state, rights of the Document
//
// Tested:  rights/*_test.cc, tests/state; fuzzed by fuzz/page.cc and fuzz/rights.cc.

#pragma once

#include <memory>

#include "extract/extract.h"
#include "html/dom/dom.h"
#include "metadata/metadata.h"
#include "tamis/extract.h"
#include "tamis/page_state.h"
#include "tamis/rights.h"

namespace tamis::judge {

// Judges page after page, reusing its memory.
//
// Errors:   none: any input gives a judgement.
// Threads:  one judge per thread.
class PageJudge {
 public:
  PageJudge();
  ~PageJudge();
  PageJudge(PageJudge&&) noexcept;
  PageJudge& operator=(PageJudge&&) noexcept;

  // `dom` is the tree that `metadata` and `extraction` were made from, or null for flattened text.
  // Fills `state` and `rights`; what they held is forgotten.
  void Judge(const html::Dom* dom, const metadata::Metadata& metadata,
             const extract::Extraction& extraction, const PageContext& context,
             PageStateVerdict& state, Rights& rights);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::judge
