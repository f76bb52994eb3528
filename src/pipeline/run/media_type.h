// Whether a declared media type can be that of a page.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::pipeline {

enum class MediaClass : uint8_t {
  kPage,   // HTML, XHTML, plain text
  kMaybe,  // says nothing (absent, octet-stream, garbage) or allows a page (XML): the bytes decide
  kOther,  // image, script, PDF, ...
};

// `essence`: lower case, without parameters.
MediaClass ClassifyMediaType(std::string_view essence);

// "text/html" of " Text/HTML ;charset=x", cut to 100 bytes; printable ASCII only.
std::string MediaTypeEssence(std::string_view content_type);

}  // namespace tamis::pipeline
