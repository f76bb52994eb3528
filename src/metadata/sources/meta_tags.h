// <meta name=... content=...> and <meta property=... content=...>: Open Graph, Dublin Core,
// Twitter cards, Highwire Press, Parse.ly, Sailthru and the names that no standard knows.

#pragma once

#include "html/dom/dom.h"
#include "metadata/facts.h"

namespace tamis::metadata {

// REQUIRES: `id` is a <meta> element.
void ReadMetaTag(const html::Dom& dom, html::NodeId id, Facts& facts);

}  // namespace tamis::metadata
