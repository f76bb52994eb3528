// Microdata, as far as pages use it for themselves: itemprop of headline, dates and authors.
// https://html.spec.whatwg.org/#microdata. Scopes are not built; an itemprop inside a review,
// comment or answer says nothing about the page and is left out.

#pragma once

#include "html/dom/dom.h"
#include "metadata/facts.h"

namespace tamis::metadata {

// `itemprop` is the attribute's value on element `id`. `scratch` is working memory.
void ReadItemprop(const html::Dom& dom, html::NodeId id, std::string_view itemprop, Facts& facts,
                  std::string& scratch);

}  // namespace tamis::metadata
