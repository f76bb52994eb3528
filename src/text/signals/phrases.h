// The phrases that C4 looks for in a line, in any case of ASCII letters.
//
// Every phrase holds a pair of letters that is rare in prose, 17 times a page: only where one
// stands are the phrases compared. ByteMasks finds the pairs.
//
// Source: https://jmlr.org/papers/v21/20-074.html, section 2.2, and the code behind it
//         (c4_utils.py of tensorflow_datasets).
// Tested: signals_test.cc, byte_masks_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::text {

enum Phrase : uint32_t {
  kJavascript = 1 << 0,  // "javascript"
  kLoremIpsum = 1 << 1,  // "lorem ipsum"
  kPolicy = 1 << 2,      // "terms of use", "privacy policy", "cookie policy", "uses cookies",
                         // "use of cookies", "use cookies"
};

// Whether a phrase may be told by these two letters.
bool IsPhrasePair(char first, char second);

// The phrases whose pair stands at `at`, also inside words. REQUIRES: at + 1 < text.size()
uint32_t PhrasesAt(std::string_view text, size_t at);

// The phrases that stand anywhere in `text`, pair by pair.
uint32_t FindPhrases(std::string_view text);

}  // namespace tamis::text
