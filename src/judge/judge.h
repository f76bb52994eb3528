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
#include "tamis/attributes.h"
#include "tamis/extract.h"
#include "tamis/page_state.h"
#include "tamis/rights.h"

namespace tamis::judge {

struct Judgement {
  PageStateVerdict state;
  Rights rights;
};

// Judges page after page, reusing its memory.
//
// Errors:   none: any input gives a judgement.
// Lifetime: the result is valid until the next call or the judge's end, and owns its strings.
// Threads:  one judge per thread.
class PageJudge {
 public:
  PageJudge();
  ~PageJudge();
  PageJudge(PageJudge&&) noexcept;
  PageJudge& operator=(PageJudge&&) noexcept;

  // `dom` is the tree that `metadata` and `extraction` were made from, or null for flattened text.
  const Judgement& Judge(const html::Dom* dom, const metadata::Metadata& metadata,
                         const extract::Extraction& extraction,
                         const PageContext& context) TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::judge
