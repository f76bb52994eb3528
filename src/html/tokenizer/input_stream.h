// The parse errors of the input stream itself.
// https://html.spec.whatwg.org/#preprocessing-the-input-stream

#pragma once

#include <string_view>
#include <vector>

#include "html/tokenizer/parse_error.h"

namespace tamis::html {

// Appends an error for every control character and noncharacter of `page`, in order of position.
// Surrogates are found where they were encoded in three bytes (WTF-8); other invalid UTF-8 is not
// the business of this stage.
void FindInputStreamErrors(std::string_view page, std::vector<PositionedError>& errors);

}  // namespace tamis::html
