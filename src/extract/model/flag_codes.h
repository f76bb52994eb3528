// Columns of what is so or not: a comparison of bytes for 64 rows at once.
//
//   row_codes -> [flag_codes]
//
// Tested:  row_codes_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tamis::extract {

// In `column` the code of a row is that of `source` where its byte of `plane`, masked, is `wanted`,
// and elsewhere that of zero.
struct FlagColumn {
  size_t column;
  uint8_t plane;
  uint8_t mask;
  uint8_t wanted;
  size_t source = kOne;

  static constexpr size_t kOne = ~size_t{0};  // 1 in all rows
};

// `planes` holds kForestStep bytes each; `codes` kForestStep of each column, as row_codes.h.
void EncodeFlags(std::span<const FlagColumn> columns, const uint8_t* const* planes, uint8_t* codes);

}  // namespace tamis::extract
