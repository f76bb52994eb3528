// The list of active formatting elements: pushing and reconstructing.
// https://html.spec.whatwg.org/#the-list-of-active-formatting-elements

#include <algorithm>

#include "html/tree/builder.h"

namespace tamis::html {

// Two elements with equal attributes in different order are equal to the Noah's Ark clause;
// lists longer than this are compared in order only, which bounds the square.
static constexpr size_t kMaxUnorderedAttributes = 32;

bool TreeBuilder::SameElement(NodeId a, NodeId b) const {
  const Node& x = dom().node(a);
  const Node& y = dom().node(b);
  if (x.name != y.name || x.ns != y.ns || x.data_size != y.data_size) return false;
  if (x.data_begin == y.data_begin) return true;
  const std::span<const Attribute> left = dom().attributes(a);
  const std::span<const Attribute> right = dom().attributes(b);
  const auto same = [this](const Attribute& l, const Attribute& r) {
    return l.name == r.name && l.ns == r.ns && dom().value(l) == dom().value(r);
  };
  if (std::equal(left.begin(), left.end(), right.begin(), same)) return true;
  if (left.size() > kMaxUnorderedAttributes) return false;
  return std::all_of(left.begin(), left.end(), [&](const Attribute& l) {
    return std::any_of(right.begin(), right.end(), [&](const Attribute& r) { return same(l, r); });
  });
}

// https://html.spec.whatwg.org/#push-onto-the-list-of-active-formatting-elements
void TreeBuilder::PushFormatting(NodeId node) {
  const uint32_t begin = formatting_.SectionBegin();
  uint32_t earliest = FormattingList::kNowhere;
  int equal = 0;
  for (uint32_t i = formatting_.size(); i-- > begin;) {
    if (!SameElement(formatting_[i], node)) continue;
    ++equal;
    earliest = i;
  }
  if (equal >= 3) {
    EraseFormatting(earliest);
  } else if (formatting_.size() - begin >= FormattingList::kMaxEntries) {
    EraseFormatting(begin);
  }
  formatting_.Push(node);
  dom().mutable_node(node).flags |= kNodeFormatting;
}

void TreeBuilder::PushMarker() {
  if (formatting_.size() >= FormattingList::kMaxTotal) EraseFormatting(0);
  formatting_.PushMarker();
}

void TreeBuilder::EraseFormatting(uint32_t index) {
  const NodeId node = formatting_[index];
  if (node != FormattingList::kMarkerEntry) {
    dom().mutable_node(node).flags &= static_cast<uint16_t>(~kNodeFormatting);
  }
  formatting_.Erase(index);
}

// https://html.spec.whatwg.org/#clear-the-list-of-active-formatting-elements-up-to-the-last-marker
void TreeBuilder::ClearToMarker() {
  while (!formatting_.empty()) {
    const bool marker = formatting_.IsMarker(formatting_.size() - 1);
    EraseFormatting(formatting_.size() - 1);
    if (marker) return;
  }
}

// https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements
// Called when the last entry is neither a marker nor open.
void TreeBuilder::ReconstructClosed() {
  uint32_t i = formatting_.size() - 1;
  while (i > 0 && !formatting_.IsMarker(i - 1) && !IsOpen(formatting_[i - 1])) --i;
  for (; i < formatting_.size(); ++i) {
    MakeRoom();
    const NodeId id = ReopenElement(formatting_[i]);
    InsertAt(PlaceForNode(), id);
    PushHtml(id, dom().node(id).name);
    dom().mutable_node(formatting_[i]).flags &= static_cast<uint16_t>(~kNodeFormatting);
    dom().mutable_node(id).flags |= kNodeFormatting;
    formatting_.Replace(i, id);
  }
}

// An element like `original`, for its token; no start tag of its own in the page.
NodeId TreeBuilder::ReopenElement(NodeId original) {
  const NodeId id = dom().CreateElementLike(original);
  Node& n = dom().mutable_node(id);
  n.flags |= kNodeImplied;
  // Behind an end tag (adoption agency), before what is to stand inside (reconstruction).
  n.source_begin = token_.type == TokenType::kEndTag ? token_.source_end : token_.source_begin;
  n.source_end = n.open_tag_end = n.source_begin;
  return id;
}

// The last entry since the last marker with this tag, or kNowhere.
uint32_t TreeBuilder::FindFormatting(NameId tag) const {
  for (uint32_t i = formatting_.size(); i-- > 0;) {
    if (formatting_.IsMarker(i)) break;
    if (dom().node(formatting_[i]).name == tag) return i;
  }
  return FormattingList::kNowhere;
}

}  // namespace tamis::html
