// The adoption agency algorithm: what happens to <b><p></b></p>.
// https://html.spec.whatwg.org/#adoption-agency-algorithm
//
// The idea: an end tag of a formatting element closes it even where a block stands open inside.
// The block is moved out to the element's parent, and a copy of the formatting element is put
// inside the block around its children, so that text keeps its formatting.
//
//   <b>1<p>2</b>3</p>   ->   <b>1</b><p><b>2</b>3</p>
//
// The catch: intermediate formatting elements (between the two on the stack) are copied along,
// at most three deep, and the whole is repeated at most eight times: 32 new nodes a token.

#include <algorithm>

#include "html/tree/builder.h"

namespace tamis::html {

// Returns false when the token is to be handled as "any other end tag".
bool TreeBuilder::AdoptionAgency() {
  const NameId subject = token_.name;
  if (open_.TopIs(subject) && !IsFormatting(open_.top().node)) {
    Pop();
    return true;
  }
  for (int round = 0; round < 8; ++round) {
    const uint32_t formatting_index = FindFormatting(subject);
    if (formatting_index == FormattingList::kNowhere) return false;
    const NodeId formatting = formatting_[formatting_index];
    if (!IsOpen(formatting)) {
      EraseFormatting(formatting_index);
      return true;
    }
    if (!open_.NodeInScope(formatting)) return true;

    // The furthest block: the special element next above the formatting element.
    const uint32_t open_index = open_.FindNode(formatting);
    uint32_t block_index = open_index + 1;
    while (block_index < open_.size() && (open_[block_index].traits & kSpecial) == 0) {
      ++block_index;
    }
    if (block_index == open_.size()) {
      EraseFormatting(formatting_index);
      PopTo(open_index);
      return true;
    }
    Adopt(formatting_index, block_index);
  }
  return true;
}

// One round from "let common ancestor" on. `block_index` is on the stack of open elements.
void TreeBuilder::Adopt(uint32_t formatting_index, uint32_t block_index) {
  const NodeId formatting = formatting_[formatting_index];
  const NodeId block = open_[block_index].node;
  uint32_t bookmark = formatting_index;
  NodeId last = block;
  uint32_t i = block_index;
  for (int inner = 1; open_[--i].node != formatting; ++inner) {
    const NodeId node = open_[i].node;
    uint32_t entry = IsFormatting(node) ? formatting_.Find(node) : FormattingList::kNowhere;
    if (inner > 3 && entry != FormattingList::kNowhere) {
      EraseFormatting(entry);
      if (entry < bookmark) --bookmark;
      entry = FormattingList::kNowhere;
    }
    if (entry == FormattingList::kNowhere) {
      RemoveFromOpen(i);
      continue;
    }
    const NodeId copy = ReopenElement(node);
    dom().mutable_node(copy).flags |= kNodeFormatting | kNodeOpen;
    dom().mutable_node(node).flags &= static_cast<uint16_t>(~(kNodeFormatting | kNodeOpen));
    dom().mutable_node(node).source_end =
        std::max(dom().node(node).source_begin, token_.source_begin);
    formatting_.Replace(entry, copy);
    open_.Replace(i, {copy, open_[i].key, open_[i].traits});
    if (last == block) bookmark = entry + 1;
    dom().Remove(last);
    dom().Append(copy, last);
    last = copy;
  }

  // `i` is the formatting element's place on the stack. The common ancestor stands before it.
  dom().Remove(last);
  if (i > 0) InsertAt(PlaceInside(open_[i - 1]), last);
  const NodeId copy = ReopenElement(formatting);
  dom().mutable_node(copy).flags |= kNodeFormatting | kNodeOpen;
  dom().MoveChildren(block, copy);
  dom().Append(block, copy);

  const OpenElement entry{copy, open_[i].key, open_[i].traits};
  const uint32_t old = formatting_.Find(formatting);
  EraseFormatting(old);
  if (old < bookmark) --bookmark;
  formatting_.Insert(bookmark, copy);
  RemoveFromOpen(i);
  open_.Insert(open_.FindNode(block) + 1, entry);
}

}  // namespace tamis::html
