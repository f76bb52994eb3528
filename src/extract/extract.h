// Chooses the main text of a page: cuts it into blocks and decides about each, with a reason
// and a score.
//
//   html/dom -> blocks -> features -> decide -> [Extraction] -> document
//
// How it decides: docs/extraction.md.
// Tested:  extract_test.cc, tests/golden, tests/quality; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/block.h"
#include "html/dom/dom.h"
#include "tamis/attributes.h"
#include "tamis/document.h"
#include "tamis/options.h"
#include "tamis/site.h"

namespace tamis::extract {

inline constexpr uint32_t kNoBlock = 0xFFFFFFFF;

// What metadata knows and the choice may use. Everything may be empty. Views must outlive the
// call only.
struct PageHints {
  std::span<const std::string_view> titles =
      {};                         // candidates, best first: og:title, JSON-LD, <title>
  std::string_view og_type = {};  // "article", "product", ...
  std::string_view url = {};
  SiteView site = {};  // what repeats across the pages of the site
};

// A post of a thread or a reader's comment: blocks [first_block, end_block), in page order and
// apart from those of other posts. Empty strings: the page does not tell.
struct PostRange {
  std::string author = {};  // as written
  std::string date = {};    // ISO 8601
  uint32_t first_block = 0;
  uint32_t end_block = 0;
};

struct Extraction {
  PageBlocks blocks;
  std::vector<Decision> decisions;  // one a block, same index

  // The block that holds the page's title, or kNoBlock. In HTML a heading, and kept like any
  // heading. In flattened text a line that is the title and not part of the text: not kept,
  // reason kTitle.
  uint32_t title_block = kNoBlock;

  // Blocks with Reason::kComment, in order, are the readers' comments; they are not kept.
  bool has_comments = false;

  // The posts of a thread, or the comments below an article, as far as the page's structure tells
  // them apart; empty when it does not.
  std::vector<PostRange> posts;

  // Expected quality of the choice, 0..1; 0 when nothing is kept.
  float confidence = 0;

  // The likeliest type of the page and its probability; 0 for flattened text and empty pages.
  PageType page_type = PageType::kArticle;
  float page_type_score = 0;

  std::string_view model;  // the name of the model that scored the blocks; empty: none did
};

// Extracts page after page, reusing its memory.
//
// Errors:   none: any tree and any bytes give an Extraction, empty when nothing has a chance.
// Lifetime: the result is valid until the next call or the extractor's end. Its text is its own;
//           NodeIds and byte ranges refer to the Dom and page of the call.
// Memory:   linear in the page; text is stored once per block.
// Threads:  one extractor per thread.
class PageExtractor {
 public:
  PageExtractor();
  ~PageExtractor();
  PageExtractor(PageExtractor&&) noexcept;
  PageExtractor& operator=(PageExtractor&&) noexcept;

  // Uses options.view, include_tables and include_comments. `dom` may have been parsed with
  // scripting on or off; raw <noscript> text is parsed as a fragment of its own.
  const Extraction& ExtractHtml(const html::Dom& dom, const ExtractOptions& options,
                                const PageHints& hints = {}) TAMIS_LIFETIME_BOUND;

  // Text without markup, flattened by another tool: a block is a paragraph of one or more lines.
  // html_begin and html_end of its blocks are bytes of `utf8`.
  const Extraction& ExtractText(std::string_view utf8, const ExtractOptions& options,
                                const SiteView& site = {}) TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::extract
