// Numbers as bytes: what a forest sees of a column.
//
// Idea:   a tree only asks whether a number is above another, and no threshold that was learned
//         from some thousand pages is worth more than two digits. So a number is its sign, its
//         exponent and three bits of its mantissa: eight steps an octave, a byte for all columns
//         alike, and no table of thresholds to look up.
// Catch:  the code is part of the model: another one needs training/fit_model.py.
//
// Tested:  codes_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::extract {

// The code of zero; positive numbers lie above it, negative ones below.
inline constexpr uint8_t kCodeOfZero = 64;

// a < b gives CodeOf(a) <= CodeOf(b). Positive values are told apart from 2^-7 to 2^17, negative
// ones from -1/2 to -2^7; what lies beyond has the code of that end. REQUIRES: `value` is no NaN
uint8_t CodeOf(float value);

// Each of these writes CodeOf() of `count` values. EncodeColumn() writes up to the next multiple of
// kCodeLanes, and reads as far.
inline constexpr size_t kCodeLanes = 16;
// REQUIRES: no value is above 2^31, as in the next
void EncodeColumn(const uint32_t* values, size_t count, uint8_t* codes);
// Of a part of a whole each; 0 where the whole is.
void EncodeColumn(const uint32_t* parts, const uint32_t* wholes, size_t count, uint8_t* codes);
void EncodeColumn(const float* values, size_t count, uint8_t* codes);
void EncodeColumn(const uint8_t* values, size_t count, uint8_t* codes);

}  // namespace tamis::extract
