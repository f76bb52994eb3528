// The mean of the rows of a page's blocks, weighed by their words: what the models of page types
// see of a page, in the columns of ColumnNames().
//
// Tested:  mean_row_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tamis::extract {

// Reused from page to page. The rest of a page of more than kMostRows blocks is not looked at.
class MeanRow {
 public:
  static constexpr uint32_t kMostRows = 16384;

  // Starts the mean of rows of so many columns.
  void Start(size_t columns);
  // Adds a step of rows (kForestStep at most, as RowCodes writes them), one for each of `words`: a
  // block counts its words, 1 to 256 of them.
  void Add(const uint8_t* codes, std::span<const uint32_t> words);
  // Fills `codes`, one a column, with the mean codes, rounded; zeros when nothing was added.
  void Write(std::span<uint8_t> codes) const;

 private:
  using Lanes = std::array<uint32_t, 8>;

  std::vector<Lanes> sums_;  // by column: the sum of the lanes
  uint32_t weight_ = 0;
  uint32_t rows_ = 0;
};

}  // namespace tamis::extract
