// A page cut into blocks: leaf-ish runs of inline content, in document order. The block model
// is shared by the rules, by features and models, and by rendering.
//
//   html/dom -> [blocks] -> features -> decide -> document
//
// A block ends at block-level tags, td/th/li/option/button, custom elements (a hyphen in the
// name) and <br><br>. Its text has white space collapsed (but in <pre>).

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/class_names.h"
#include "extract/blocks/declared_types.h"
#include "extract/blocks/hints.h"
#include "extract/blocks/text_measure.h"
#include "html/dom/dom.h"
#include "tamis/document.h"

namespace tamis::extract {

// PageBlock::flags
inline constexpr uint8_t kBlockHidden = 1 << 0;  // hidden, display:none, aria-hidden, closed dialog
inline constexpr uint8_t kBlockOffScreen = 1 << 1;  // for screen readers only, by its class
inline constexpr uint8_t kBlockListMarker =
    1 << 2;  // first block of its <li>: the one with the bullet

struct PageBlock {
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;  // heading 1..6; list item: nesting depth
  uint8_t flags = 0;
  // Stands in a <noscript>. When that was read as a fragment of its own (a page parsed with
  // scripting on), container, first and last are kNoNode: the text is all there is to render.
  bool in_noscript = false;
  // kJsonLd, kAppState: added by second_source.h after the choice; such blocks stand last.
  BlockSource source = BlockSource::kMarkup;
  html::NodeId container = html::kNoNode;  // nearest block-level element
  html::NodeId first = html::kNoNode;      // first and last inline leaf (text, img, br, ...) of the
  html::NodeId last = html::kNoNode;       // run, in document order, both included
  uint32_t text_begin = 0;                 // [begin, end) in PageBlocks::text
  uint32_t text_end = 0;
  uint32_t html_begin = 0;  // [begin, end) in the page
  uint32_t html_end = 0;
  uint32_t words = 0;       // see text/words.h; the same as measure.words
  uint32_t link_words = 0;  // of them inside <a href>
  uint32_t parent = 0;      // the innermost of PageBlocks::containers that holds it
  TextMeasure measure;
};

inline constexpr uint32_t kNoNames = 0xFFFFFFFF;

// A block-level element that holds text. Only these are kept of the tree: features and rules
// walk this short array, not the DOM.
struct Container {
  html::NodeId node = html::kNoNode;  // kNoNode inside a <noscript> fragment
  html::NameId tag = 0;
  uint32_t parent = 0;       // index of the enclosing container; the root is its own parent
  uint32_t depth = 0;        // in containers; the root has 0
  uint32_t first_block = 0;  // its blocks, those of inner containers included:
  uint32_t end_block = 0;    // [first_block, end_block)
  uint32_t signature = 0;    // hash of tag, class names without digits, and parent's signature
  HintSet hints = 0;         // what its own tag, class, id and role say
  // Its class and id, as they follow each other: places in PageBlocks::classes, or kNoNames. None
  // inside a <noscript> fragment.
  std::array<uint32_t, 2> names = {kNoNames, kNoNames};
};

struct PageBlocks {
  std::vector<PageBlock> blocks;
  std::vector<Container> containers;  // in document order: a parent stands before its children
  ClassList classes;                  // what classes and ids say
  uint8_t declared = 0;               // what the page says it is: bits of declared_types.h
  std::string text;                   // of all blocks, one after another
  std::string_view Text(const PageBlock& b) const {
    return std::string_view(text).substr(b.text_begin, b.text_end - b.text_begin);
  }
};

// What was decided about a block, and why.
struct Decision {
  bool keep = false;
  Reason reason = Reason::kLowScore;
  float score = 0;
  float site_share = 0;  // as Block::site_share
};

}  // namespace tamis::extract
