// The line that signs a page, as readers see it: "By Ann Lee", "Written by" before a name, a link
// to the author's page.

#pragma once

#include <string>
#include <string_view>

#include "html/dom/dom.h"
#include "metadata/facts.h"

namespace tamis::metadata {

// Bytes of what a line begins with when it signs: "By ", "Written by: ", "Von ", "Texte :"; 0 when
// it does not. A short one counts only before a capital or at the end of the text.
size_t SigningWords(std::string_view line);

// Whether a text, of any case, is short enough for a line that signs and may begin one: a look at
// three bytes.
bool MaySign(std::string_view text);

// Looks at a text and, when it signs, adds the line that it begins, up to 120 bytes of the
// elements around it, as an author. `raw`: the text of node `id` without white space before it.
// REQUIRES: MaySign(raw)
// `scratch` is working memory.
void ReadSigningText(const html::Dom& dom, html::NodeId id, std::string_view raw, Facts& facts,
                     std::string& scratch);

// Adds the text of a link whose address, `href`, is that of an author's page: /author/ann-lee.
void ReadAuthorLink(const html::Dom& dom, html::NodeId id, std::string_view href, Facts& facts,
                    std::string& scratch);

}  // namespace tamis::metadata
