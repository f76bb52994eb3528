// The numbers that highlighters set beside lines of code: they are no text.
//
// Tested:  block_builder_test.cc.

#pragma once

#include <string_view>

namespace tamis::extract {

constexpr bool IsMarkupSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether the text is "1 2 3 ...".
bool IsLineNumbering(std::string_view text);

// Whether one of the class names is one by which the number of a line is marked.
bool ClassIsLineNumber(std::string_view value);

}  // namespace tamis::extract
