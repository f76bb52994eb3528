// Everything the features ask of a block's text, in one scan.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/simd/block16.h"

namespace tamis::extract {

struct TextMeasure {
  uint32_t words = 0;       // as text::CountWords
  uint32_t characters = 0;  // that are no white space
  uint32_t letters = 0;
  uint32_t upper = 0;  // of the letters
  uint32_t digits = 0;
  uint16_t sentences = 0;      // sentence ends: . ! ? and their like before a space or the end
  uint16_t commas = 0;         // , ; and their like
  bool ends_sentence = false;  // the last character ends a sentence or a clause (:)
  bool has_copyright = false;  // U+00A9
  bool has_price = false;      // a currency sign beside a digit
};

// `readable`: memory around it, if any is known.
TextMeasure MeasureText(std::string_view text, simd::Readable readable = {});

}  // namespace tamis::extract
