// Writes the kept blocks as plain text.
//
//   blocks            a blank line between them
//   items of a list   a line each, "- " or their number before them, two spaces a level
//   rows of a table   a line each, cells parted by tabs
//
// The text of each block stands in one piece, as extracted.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "document/layout/outline.h"
#include "document/layout/tables.h"
#include "extract/blocks/block.h"
#include "html/dom/dom.h"

namespace tamis::document {

struct TextRange {
  uint32_t begin = 0;  // bytes
  uint32_t end = 0;
};

// Reused from page to page.
class TextWriter {
 public:
  // Appends blocks `kept` (indices in page order) to `out`, which is empty, and gives the range
  // of each in `ranges`. `tables` is for the same list.
  void Write(const html::Dom* dom, const extract::PageBlocks& blocks,
             std::span<const uint32_t> kept, const Tables& tables, std::string& out,
             std::vector<TextRange>& ranges);

 private:
  Outline outline_;
};

}  // namespace tamis::document
