// The row of a block in codes: what the models see of it, and what they are trained on.
//
//   features/columns -> [row_codes] -> forest, mean_row, training
//
// Tested:  row_codes_test.cc.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/features/columns.h"

namespace tamis::extract {

// The page's part of the row, then its container's, then the block's own; a part is read when it
// changes. Reused from page to page.
class RowCodes {
 public:
  RowCodes();

  // `page` is that of `columns`, and must live as long as its containers and blocks are read.
  void ReadPage(const Columns& columns, const PageBlocks& page);
  void ReadContainer(const Columns& columns, uint32_t container);
  void ReadBlock(const Columns& columns, uint32_t block);

  // All columns.
  std::span<uint8_t> all() { return codes_; }

 private:
  const PageBlocks* page_ = nullptr;
  std::vector<float> level_values_;  // kLevelColumns a container, as the next
  std::vector<uint8_t> levels_;
  std::vector<float> block_;  // the values of a block; those that many share stay from row to row
  std::vector<uint8_t> codes_;
};

}  // namespace tamis::extract
