// Canonical composition: "e" and U+0301 are "é".
//
// Source: Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/; the tables are of
//         Python's unicodedata (tools/gen/compositions.py). compose_table.cc names the version.
// Tested: compose_test.cc.

#pragma once

#include <cstdint>

namespace tamis::unicode {

// The canonical combining class: 0 of letters, and of marks that no other may pass.
uint8_t CombiningClass(char32_t c);

// What NFC makes of a character and a mark behind it, a syllable and the letter that ends it in
// Hangul; 0 when they stay two.
char32_t Compose(char32_t first, char32_t second);

namespace internal {
bool IsMarkOfComposition(char32_t c);
}

// Whether there is a character that this may join from behind. Quick for most.
inline bool MayCompose(char32_t c) { return c >= 0x300 && internal::IsMarkOfComposition(c); }

}  // namespace tamis::unicode
