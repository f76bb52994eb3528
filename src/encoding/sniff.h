// Which encoding a page is in: what it declares, unless its bytes say that this is a lie.
//
// Source: https://html.spec.whatwg.org/#determining-the-character-encoding, in its order: byte
//         order mark, HTTP header, <meta>, XML declaration; then statistics. A browser believes
//         the first declaration; a crawler must not. Each place where we differ, with the
//         reason: docs/formats/encoding.md.
// Tested: sniff_test.cc; accuracy measured by tests/encoding/detect_accuracy.py.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

enum class Source : uint8_t {
  kBom,
  kHttp,
  kMeta,      // within the first 1024 bytes, as the standard has it
  kMetaLate,  // further down in the head
  kXml,
  kStatistics,
  kDefault,  // nothing declared and nothing but ASCII
};
// "bom", "http", "meta", "meta-late", "xml", "statistics", "default": what rows hold.
std::string_view SourceName(Source source);

struct EncodingDecision {
  Encoding encoding = Encoding::kUtf8;
  Source source = Source::kDefault;
  // The first declaration in the order of the standard: what a browser would believe.
  std::optional<Encoding> declared;
  // `declared` stands against the bytes and was not followed.
  bool declared_was_wrong = false;
  // All of the bytes are valid UTF-8 (which ASCII is, too).
  bool valid_utf8 = false;
};

// Never fails. `content_type` is the value of the HTTP header, empty when there is none. Linear
// in `bytes`; statistics look at 12 KB at most. Threads: safe.
EncodingDecision Decide(std::string_view bytes, std::string_view content_type);

struct DecodedPage {
  std::string_view utf8;  // into the bytes or the buffer given to DecodePage
  EncodingDecision decision;
  size_t replacements = 0;  // U+FFFD that stand for ill-formed input
};

// Decide() and Decode(). Without a copy when the bytes are UTF-8 already; else `buffer` is
// overwritten. `bytes` and `buffer` must outlive the result.
DecodedPage DecodePage(std::string_view bytes, std::string_view content_type, std::string& buffer);

}  // namespace tamis::encoding
