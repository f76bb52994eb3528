// The row of a block in codes: what the models see of it, and what they are trained on.
//
//   features/columns -> [row_codes] -> forest, mean_row, training

#pragma once

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

  void ReadPage(const Columns& columns);
  void ReadContainer(const Columns& columns, uint32_t container);
  void ReadBlock(const Columns& columns, uint32_t block);

  // All columns.
  std::span<uint8_t> all() { return codes_; }

 private:
  void Encode(size_t begin, size_t count);

  std::vector<float> values_;  // of one part
  std::vector<uint8_t> codes_;
};

}  // namespace tamis::extract
