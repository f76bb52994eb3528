// The blocks of a page as hashes: all that counting over a site needs of it.
//
//   html/dom -> blocks, text -> paragraphs -> [page_sketch] -> pipeline/site
//
// Costs a tree and its blocks; no measures, no model, no metadata.
//
// Tested: page_sketch_test.cc; fuzzed by fuzz/site.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks/block_builder.h"
#include "extract/flat/paragraphs.h"
#include "html/dom/dom.h"
#include "tamis/attributes.h"

namespace tamis::extract {

struct PageSketch {
  std::vector<uint64_t>
      blocks;  // hashes of blocks of kMinSiteWords words or more; sorted, each once
  // The same for pages whose blocks are the same but for their order and their digits: what a page
  // says, whatever its address. 0 for a page without such blocks.
  uint64_t content = 0;
};

// Reused from page to page.
//
// Lifetime: a sketch is valid until the next call.
// Threads:  one sketcher per thread.
class PageSketcher {
 public:
  const PageSketch& SketchHtml(const html::Dom& dom) TAMIS_LIFETIME_BOUND;
  const PageSketch& SketchText(std::string_view utf8) TAMIS_LIFETIME_BOUND;

 private:
  void Clear();
  void Add(std::string_view text);
  void Finish();

  BlockBuilder builder_;
  PageBlocks page_;
  ParagraphCutter cutter_;
  FlatText flat_;
  std::vector<uint64_t> without_digits_;
  PageSketch sketch_;
};

// The value of the first <link rel=canonical> of the page, as written; empty when there is none.
std::string_view FindCanonical(const html::Dom& dom);

}  // namespace tamis::extract
