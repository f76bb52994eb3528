// A kept table is whole: half a table says nothing, or something wrong.
//
//   decide -> [structure] -> document
//
// Idea:   blocks are chosen one by one, and a cell is a small block: "Weight" repeats a cell of
//         the table before, "Yes" has no score. So where most of a table of data is kept, the
//         rest of its cells is kept too, with Reason::kContext; and so is a table of numbers that
//         no cell speaks for, where kept text goes on right before and after it.
// Catch:  layout tables hold what belongs together no more than a page does. A table counts as
//         data here by the same signs as in document/layout/tables.h, seen from its blocks alone.
//
// Tested:  whole_tables_test.cc, tests/golden.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/blocks/block.h"

namespace tamis::extract {

// The share of a table's words, and of its cells, that must have been kept.
inline constexpr double kWholeFromWords = 0.35;
inline constexpr double kWholeFromCells = 0.2;

// Reused from page to page.
class TableMender {
 public:
  // Keeps what is missing of tables that are mostly kept or stand in kept text. Hidden blocks,
  // those in a <noscript> and those that an option excludes stay out. `decisions`: one a block.
  void Mend(const PageBlocks& page, std::span<Decision> decisions);

 private:
  // What the blocks of a table add up to.
  struct Table {
    uint32_t rows = 0;
    uint32_t wide_rows = 0;  // of two cells or more
    uint32_t cells = 0;
    uint32_t kept_cells = 0;
    uint64_t words = 0;
    uint64_t kept_words = 0;
    uint64_t bytes = 0;
    bool odd = false;  // holds what a table of data does not
  };

  Table Read(const PageBlocks& page, std::span<const Decision> decisions, uint32_t table);
};

}  // namespace tamis::extract
