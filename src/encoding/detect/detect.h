// Which legacy encoding bytes are in, by what the text would look like in each.
//
// Idea:   every candidate is an encoding with a language. Its cost is how many bits the language
//         model needs to write the text that the encoding makes of the bytes; the cheapest wins.
//         One scale for all, so Cyrillic in five encodings, Chinese and French compete directly.
// Catch:  only the bytes above 7F tell encodings apart, and pages are mostly ASCII markup. So
//         markup is left out, long ASCII runs are cut short, and ASCII letters, which only hint
//         at the language, count a quarter.
// Source: own; models from letter frequencies (tools/gen/encoding_models.py). The weights below
//         were set by hand on tests/encoding/detect_accuracy.py; docs/formats/encoding.md has
//         the figures.

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

struct Candidate {
  Encoding encoding = Encoding::kWindows1252;
  std::string_view language;  // of the model that read the text best; static
  float bits = 0;             // cost; only differences mean something, and only below 1000
};

inline constexpr size_t kCandidateCount = 25;

struct Detection {
  std::array<Candidate, kCandidateCount> candidates;  // one an encoding, cheapest first
  size_t evidence = 0;                                // bytes above 7F that were looked at

  // Bits that `encoding` costs more than the best; 0 for the best. Encodings that are no
  // candidates (the rarest) cost as windows-1252.
  float Excess(Encoding encoding) const;
};

// REQUIRES: bytes that are not valid UTF-8, UTF-16 or ISO-2022-JP (decided before).
// Time linear in `page` up to a sample of 12 KB, then constant; about 200 KB of memory.
Detection DetectLegacyEncoding(std::string_view page);

}  // namespace tamis::encoding
