// Items that a page writes as text: "• first" or "2. second" at the start of a line.
//
// Idea:  readers see a list, and Markdown has no way to write such a line that is nearer to it than
//        an item. Bullets that mean nothing else are believed alone; "-" and "*" begin dialogue,
//        signatures and footnotes, too, and are believed in two lines of a block one after another.
//
// Tested: text_items_test.cc, markdown_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "document/render/inline_spans.h"

namespace tamis::document {

struct TextLine {
  uint32_t begin = 0;  // [begin, end) in the block's text
  uint32_t end = 0;
  uint32_t mark = 0;  // bytes of the mark at its start, if it is an item
  bool item = false;
  bool ordered = false;
  char delimiter = '.';  // of an ordered item, or ')'
  uint32_t number = 0;
};

// Cuts the text into lines, and finds the items. Empty when there are none, or when formatting runs
// over a mark or the end of a line, so that the lines cannot be written apart.
void FindTextItems(std::string_view text, std::span<const Span> spans,
                   std::vector<TextLine>& lines);

}  // namespace tamis::document
