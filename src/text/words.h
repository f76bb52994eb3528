// Counts words, so that text of every script can be weighed by one measure.
//
// A word is a run of letters, digits, marks and underscores. Scripts written without spaces (Han,
// kana, Thai, Lao, Khmer, Burmese) count one word for every two characters, so that a paragraph
// weighs about the same in every language.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::text {

// `text` is UTF-8; bytes that are not part no words.
uint32_t CountWords(std::string_view text);

}  // namespace tamis::text
