// The codes of levels up to hints (columns.h): few numbers, so they come from tables of sixteen.
//
//   columns -> [hint_codes] -> row_codes
//
// Tested:  row_codes_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::extract {

// Replaces each of `count` levels by its code. `deepest`: no level but kNoHint is above.
// REQUIRES: count is a multiple of 32
void EncodeHints(uint8_t* levels, size_t count, uint32_t deepest);

}  // namespace tamis::extract
