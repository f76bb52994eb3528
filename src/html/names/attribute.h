// The vocabulary that tokenizer and DOM share: namespaces and attributes.

#pragma once

#include <cstdint>

#include "base/memory/text_store.h"
#include "html/names/names.h"

namespace tamis::html {

enum class Namespace : uint8_t { kNone, kHtml, kSvg, kMathMl, kXLink, kXml, kXmlns };

struct Attribute {
  NameId name = 0;
  TextSpan value;                   // character references resolved
  Namespace ns = Namespace::kNone;  // set by the tree builder in foreign content
};

}  // namespace tamis::html
