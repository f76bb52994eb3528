// The tree as text, in the format of html5lib-tests, for tests and for looking.
// https://github.com/html5lib/html5lib-tests/blob/master/tree-construction/README.md
//
//   | <html>
//   |   <head>
//   |   <body>
//   |     class="x"
//   |     "text"

#pragma once

#include <string>

#include "html/dom/dom.h"

namespace tamis::html {

// What stands below `root`, a line a node; attributes sorted by name. No newline at the end.
// The root of a declarative shadow tree is "shadow root" instead of "content".
std::string DumpTree(const Dom& dom, NodeId root = kDocumentNode);

// Why the tree is not well-formed, or an empty string: links that disagree, a node met twice,
// a source range outside the page, attributes or text out of bounds, flags that say of them what
// is not so. For tests and fuzzing.
std::string CheckTree(const Dom& dom);

}  // namespace tamis::html
