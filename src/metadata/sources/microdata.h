// Microdata and RDFa Lite, as far as pages use them for themselves: headline, dates and authors.
// https://html.spec.whatwg.org/#microdata, https://www.w3.org/TR/rdfa-lite/. Scopes are not built;
// a property inside a review, comment or answer says nothing about the page and is left out.

#pragma once

#include "html/dom/dom.h"
#include "metadata/facts.h"

namespace tamis::metadata {

// Whether anything is read of an itemprop, or of a property of RDFa, of this value.
bool IsReadItemprop(std::string_view itemprop);
bool IsReadRdfaProperty(std::string_view property);

// `itemprop` is the attribute's value on element `id`. `scratch` is working memory.
void ReadItemprop(const html::Dom& dom, html::NodeId id, std::string_view itemprop, Facts& facts,
                  std::string& scratch);

// The same for the attribute `property` of elements other than <meta>: schema.org and Dublin Core
// terms, with or without their prefix.
void ReadRdfaProperty(const html::Dom& dom, html::NodeId id, std::string_view property,
                      Facts& facts, std::string& scratch);

}  // namespace tamis::metadata
