// Joins what was decided and what was read about a page into the Document.
//
//   extract + metadata -> [document] -> text, Markdown, JSON row
//
// Tested:  render/markdown_test.cc, tests/golden; fuzzed by fuzz/render.cc.

#pragma once

#include <memory>

#include "extract/extract.h"
#include "html/dom/dom.h"
#include "metadata/metadata.h"
#include "tamis/document.h"
#include "tamis/extract.h"

namespace tamis::document {

// Composes page after page, reusing its memory.
//
// Fills every field of Document but status, charset, charset_source and content_mime_detected,
// which the caller owns: they are left as they are. The language is identified here, from the
// kept text.
//
// Memory:   linear in the extraction's text, with the bounds of render/markdown.h: nesting is
//           flattened beyond 8 levels, and links have a budget. fuzz/render.cc holds it to that.
// Threads:  one composer per thread.
class Composer {
 public:
  Composer();
  ~Composer();
  Composer(Composer&&) noexcept;
  Composer& operator=(Composer&&) noexcept;

  // `dom` is the tree that `extraction` was made from, or null for flattened text.
  void Compose(const extract::Extraction& extraction, const metadata::Metadata& metadata,
               const html::Dom* dom, Wanted wanted, Document& document);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::document
