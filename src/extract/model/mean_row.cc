#include "extract/model/mean_row.h"

#include <algorithm>
#include <cstddef>

namespace tamis::extract {

void MeanRow::Start(size_t columns) {
  sums_.assign(columns, 0);
  weight_ = rows_ = 0;
}

void MeanRow::Add(std::span<const uint8_t> codes, uint32_t words) {
  if (rows_ == kMostRows) return;  // kMostRows rows of 256 words fit uint32_t
  ++rows_;
  const uint32_t weight = std::min(words, 255u) + 1;
  weight_ += weight;
  uint32_t* const sums = sums_.data();
  const uint8_t* const code = codes.data();
  for (size_t i = 0; i < codes.size(); ++i) sums[i] += weight * code[i];
}

void MeanRow::Write(std::span<uint8_t> codes) const {
  for (size_t i = 0; i < codes.size(); ++i) {
    codes[i] = weight_ == 0 ? uint8_t{0} : static_cast<uint8_t>((sums_[i] + weight_ / 2) / weight_);
  }
}

}  // namespace tamis::extract
