// The phrases that C4 looks for in a line, in any case of ASCII letters.
//
// Source: https://jmlr.org/papers/v21/20-074.html, section 2.2, and the code behind it
//         (c4_utils.py of tensorflow_datasets).
// Tested: phrases_test.cc.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::text {

enum Phrase : uint32_t {
  kJavascript = 1 << 0,  // "javascript"
  kLoremIpsum = 1 << 1,  // "lorem ipsum"
  kPolicy = 1 << 2,      // "terms of use", "privacy policy", "cookie policy", "uses cookies",
                         // "use of cookies", "use cookies"
};

// The phrases that stand anywhere in `text`, also inside words.
uint32_t FindPhrases(std::string_view text);

}  // namespace tamis::text
