// What the bytes of a response are, whatever its header says: a page, flattened text, or
// something that is no text at all.
//
// Source: https://mimesniff.spec.whatwg.org/ (its tables of patterns; its list of binary data
//         bytes). A browser must not turn text into HTML, for safety; a crawler wants the page
//         that a server called text/plain. Where we differ: docs/formats/encoding.md.
// Tested: mime_sniff_test.cc; fuzzed by fuzz/encoding.cc.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::encoding {

enum class ContentKind : uint8_t {
  kEmpty,  // nothing but white space
  kHtml,   // markup, be it a fragment; XHTML too
  kText,   // text without markup
  kXml,    // feeds, SVG and other XML
  kJson,
  kCode,    // style sheets and scripts, by their header
  kBinary,  // images, archives, fonts, programs, ...
};

struct ContentType {
  ContentKind kind = ContentKind::kEmpty;
  std::string_view mime = "text/plain";  // static, lower case, no parameters
};

// Looks at the first 64 KB (and the last byte, for JSON). `content_type` is the value of the HTTP
// header or empty. Never fails; allocates only for UTF-16. Threads: safe.
ContentType SniffContentType(std::string_view bytes, std::string_view content_type);

}  // namespace tamis::encoding
