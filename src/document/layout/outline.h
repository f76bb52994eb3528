// Which lists and quotes a block stands in, compared with the block before it: what text and
// Markdown need to indent, number and separate.
//
// Idea:  a list without numbers most of whose items are cards, a heading with more below it, is
//        layout: its blocks are those of the page, as with layout tables.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "document/layout/landmarks.h"
#include "extract/blocks/block.h"
#include "html/dom/dom.h"

namespace tamis::document {

// A list item or a block quote around a block.
struct Nest {
  uint32_t container = 0;  // of <li> or <blockquote>, an index in PageBlocks::containers
  uint32_t list = 0;       // of the <ul> or <ol>; for quotes the same as `container`
  bool quote = false;
  bool ordered = false;
  bool flipped = false;  // the list before ended just here: another marker keeps them apart
  uint32_t number = 0;   // ordered items
};

// Nesting beyond this is flattened: Markdown pays for each level on every line.
inline constexpr size_t kMaxNesting = 8;

// Follows the kept blocks of a page in order.
class Outline {
 public:
  // `dom` may be null (flattened text). `landmarks`: those of `blocks`; must outlive the outline.
  void Reset(const html::Dom* dom, const extract::PageBlocks& blocks, const Landmarks& landmarks);
  // `container`: where the next kept block stands: its PageBlock::parent, or its table.
  void Enter(uint32_t container);

  // Outermost first.
  std::span<const Nest> nests() const { return current_; }
  // Nests [0, shared()) are those of the block before.
  size_t shared() const { return shared_; }
  // Whether the block opens an item of a list that the block before stands in, too.
  bool next_item() const { return next_item_; }
  // Whether the block opens an item at all.
  bool opens_item() const;
  // List items around the block.
  size_t list_depth() const;

 private:
  void FindLayoutLists();
  void Collect(uint32_t container);
  uint32_t ItemsBetween(uint32_t after, const Nest& nest) const;
  void Number(Nest& nest, size_t level) const;
  uint32_t Attribute(html::NodeId node, html::NameId name, uint32_t otherwise) const;

  const html::Dom* dom_ = nullptr;
  const extract::PageBlocks* blocks_ = nullptr;
  const Landmarks* landmarks_ = nullptr;
  std::vector<int32_t> cards_;  // by list: cards less other items; by item: whether counted
  std::vector<Nest> current_;
  std::vector<Nest> previous_;
  size_t shared_ = 0;
  bool next_item_ = false;
};

}  // namespace tamis::document
