// The vocabulary that tokenizer and DOM share: namespaces and attributes.

#pragma once

#include <cstdint>

#include "base/memory/text_store.h"
#include "html/dom/flat_array.h"
#include "html/names/names.h"

namespace tamis::html {

enum class Namespace : uint8_t { kNone, kHtml, kSvg, kMathMl, kXLink, kXml, kXmlns };

struct Attribute {
  NameId name = 0;
  TextSpan value;                   // character references resolved
  Namespace ns = Namespace::kNone;  // set by the tree builder in foreign content
};

// The attributes of one token after another. They are written in place: one that is put together
// elsewhere and read back in wider pieces than it was written in stalls the processor.
using AttributeList = FlatArray<Attribute>;

}  // namespace tamis::html
