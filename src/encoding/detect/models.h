// The generated tables of models_table.cc: how likely text of a language is.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::encoding {

// A language written with letters. Symbols: 0 is whatever is no letter; then a..z when `latin`;
// then `letters`, in lower case. The cost of b after a is costs[a * symbols + b], coded as below.
struct AlphabetModel {
  std::string_view language;
  const uint16_t* letters;  // sorted
  size_t letter_count;
  bool latin;
  const char* costs;
};

// A language whose characters are too many for pairs.
struct IdeographModel {
  std::string_view language;
  const uint16_t* characters;  // sorted
  size_t count;
  const char* costs;
};

// A cost is a character from '#' up, '~' in place of '?'; one step is 0.3 bits.
inline constexpr float kCostStep = 0.3f;
inline float CostOf(char coded) {
  return kCostStep * static_cast<float>((coded == '~' ? '?' : coded) - '#');
}

inline constexpr size_t kAlphabetCount = 38;
extern const AlphabetModel kAlphabetModels[kAlphabetCount];
inline constexpr size_t kIdeographCount = 3;
extern const IdeographModel kIdeographModels[kIdeographCount];

}  // namespace tamis::encoding
