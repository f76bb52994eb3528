// The encoding that a page declares about itself, found in its bytes before they are decoded.
//
// Source: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding,
//         #algorithm-for-extracting-a-character-encoding-from-a-meta-element,
//         #concept-get-xml-encoding-when-sniffing
// Tested: prescan_test.cc; tests/conformance/encoding_suite.cc (html5lib-tests).
// All functions are linear in the bytes they are given, allocate nothing and keep nothing.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

inline constexpr size_t kPrescanBytes = 1024;
inline constexpr size_t kLatePrescanBytes = 256 * 1024;

// <meta>, or the first bytes of a UTF-16 XML declaration, in the whole of `bytes`. The standard
// gives it the first kPrescanBytes of a page. UTF-16 in a <meta> means UTF-8, x-user-defined
// windows-1252.
std::optional<Encoding> PrescanMeta(std::string_view bytes);

// <meta> in the head of a page, wherever that ends within the first kLatePrescanBytes. Unlike
// the standard's prescan it looks neither into <script>, <style>, <title> and the like nor past
// <body>, for so far into a page a <meta> there is more likely text than markup.
std::optional<Encoding> PrescanHead(std::string_view page);

// <?xml ... encoding="...">. `bytes` as for PrescanMeta.
std::optional<Encoding> PrescanXml(std::string_view bytes);

// The charset parameter of a Content-Type header: quoted or not, the first of several.
std::optional<Encoding> EncodingFromContentType(std::string_view content_type);

}  // namespace tamis::encoding
