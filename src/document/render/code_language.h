// The language that a page names for a block of code.

#pragma once

#include <string_view>

#include "html/dom/dom.h"

namespace tamis::document {

// From the classes of the <pre>, of a <code> in it, or of the elements around it: language-x,
// lang-x, highlight-source-x, "brush: x", data-lang, data-language. Empty when none says so.
std::string_view CodeLanguage(const html::Dom& dom, html::NodeId pre);

}  // namespace tamis::document
