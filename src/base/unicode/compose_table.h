// The tables behind compose.h, made by tools/gen/compositions.py.

#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::unicode::internal {

// By mark, then by letter.
struct Composition {
  char32_t mark, letter, composed;
};
extern const Composition kCompositions[];
extern const size_t kCompositionCount;

// In order.
struct ClassRange {
  char32_t first, last;
  uint8_t combining_class;
};
extern const ClassRange kClasses[];
extern const size_t kClassCount;

}  // namespace tamis::unicode::internal
