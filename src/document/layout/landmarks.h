// The few containers that lay text out: tables, their rows and cells, list items, quotes.
//
// The idea: a block stands in some twenty containers, of which one or none is such. Parents stand
// before their children, so one pass gives every container the next landmark from it on up, and a
// walk outwards goes from one to the next.
//
// Tested: ../render/markdown_test.cc.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"

namespace tamis::document {

// Reused from page to page.
class Landmarks {
 public:
  void Find(const extract::PageBlocks& blocks);

  // The container itself or the innermost around it that is a landmark; 0 when there is none.
  uint32_t From(uint32_t container) const { return nearest_[container]; }
  // Whether the page has a list item or a quote.
  bool has_nests() const { return has_nests_; }

 private:
  std::vector<uint32_t> nearest_;  // by container
  bool has_nests_ = false;
};

}  // namespace tamis::document
