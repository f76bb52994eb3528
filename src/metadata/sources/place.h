// Where on the page something stands, as far as elements, classes and ids tell.

#pragma once

#include <cstdint>

#include "html/dom/dom.h"

namespace tamis::metadata {

struct Place {
  bool article = false;   // <article>, or a class that says so
  bool main = false;      // <main>, role=main
  bool header = false;    // <header>
  bool edge = false;      // footer, navigation, sidebar: the site's, not the page's
  bool teaser = false;    // cards, related and latest pages: other pages
  bool related = false;   // in a container that says that it shows related pages
  bool comments = false;  // readers' comments
  bool list = false;      // an item of a list, a cell of a table
  bool link = false;
  bool dated = false;   // the class or id of the element or one just above names a date
  bool signs = false;   // likewise: a byline, data about the page
  bool hidden = false;  // script, style, template: no reader sees it
};

// Looks at the element or text and at up to 24 elements above it.
Place PlaceOf(const html::Dom& dom, html::NodeId id);

}  // namespace tamis::metadata
