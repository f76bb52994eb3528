// ISO 639-3 codes of languages, which Common Crawl uses.

#pragma once

#include <string_view>

namespace tamis::document {

// "deu" for "de"; a code that has no counterpart comes back as it is ("hmn", "und").
std::string_view ToIso639_3(std::string_view code);

}  // namespace tamis::document
