// Where on the page something stands, as far as elements, classes and ids tell.

#pragma once

#include <array>
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

// Tells places on one page after another, reusing its memory. What is asked about stands close
// together, below the same elements: what the names of an element say is remembered.
class PlaceReader {
 public:
  // Forgets the page before. `dom` must live as long as it is asked about.
  void Start(const html::Dom& dom);

  // Looks at the element or text and at up to 24 elements above it.
  Place PlaceOf(html::NodeId id);

  // Whether the node stands among readers' comments, whose authors and dates are not the page's:
  // in a container that says so by its class or id.
  bool InComments(html::NodeId id);

 private:
  // A newer element may push out an older one.
  template <typename Value>
  struct Memo {
    struct Slot {
      html::NodeId id = html::kNoNode;
      Value value{};
    };
    std::array<Slot, 64> slots;
  };
  struct Names {
    uint64_t stems = 0;  // a bit each
    bool main = false;   // role=main
  };
  Names NamesOf(html::NodeId id);
  bool IsCommented(html::NodeId id);

  const html::Dom* dom_ = nullptr;
  Memo<Names> names_;
  Memo<bool> commented_;
};

}  // namespace tamis::metadata
