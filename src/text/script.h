// The script most letters of a text are written in.

#pragma once

#include <string_view>

namespace tamis::text {

// ISO 15924 code, empty when the text has no letters of a script known here. Japanese (kana with
// or without Han) is "Jpan", Han alone "Hani", Korean "Hang". Static storage.
std::string_view DominantScript(std::string_view utf8);

}  // namespace tamis::text
