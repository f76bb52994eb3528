// Creating and inserting nodes. https://html.spec.whatwg.org/#creating-and-inserting-nodes

#include "html/tree/builder.h"

namespace tamis::html {

NodeId TreeBuilder::ContentOf(NodeId template_node) const {
  return dom().node(template_node).first_child;
}

// https://html.spec.whatwg.org/#appropriate-place-for-inserting-a-node
TreeBuilder::Place TreeBuilder::PlaceForNode() const {
  const OpenElement& top = open_.top();
  if (!foster_parenting_ && (top.traits & kRedirects) == 0) [[likely]]
    return {top.node, kNoNode};
  return PlaceInside(top);
}

// `target` is the override target or the current node.
TreeBuilder::Place TreeBuilder::PlaceInside(const OpenElement& target) const {
  if (foster_parenting_ && (target.traits & kFosters) != 0) return FosterPlace();
  if ((target.traits & kRedirects) == 0) return {target.node, kNoNode};
  for (size_t i = patches_.size(); i-- > 0;) {
    const Patch& patch = patches_[i];
    if (patch.template_node != target.node) continue;
    const bool before_end = patch.end != kNoNode && dom().node(patch.end).parent == patch.target;
    return {patch.target, before_end ? patch.end : kNoNode};
  }
  return {ContentOf(target.node), kNoNode};
}

TreeBuilder::Place TreeBuilder::FosterPlace() const {
  const uint32_t table = open_.FindLast(names::kTable);
  const uint32_t last_template =
      open_.has_template() ? open_.FindLast(names::kTemplate) : OpenElements::kNowhere;
  if (last_template != OpenElements::kNowhere &&
      (table == OpenElements::kNowhere || last_template > table)) {
    return PlaceInside(open_[last_template]);
  }
  if (table == OpenElements::kNowhere) return {open_[0].node, kNoNode};
  const NodeId parent = dom().node(open_[table].node).parent;
  if (parent != kNoNode) return {parent, open_[table].node};
  return PlaceInside(open_[table - 1]);
}

NodeId TreeBuilder::CreateImplied(NameId tag) {
  const NodeId id = dom().CreateElement(tag, Namespace::kHtml, {});
  Node& n = dom().mutable_node(id);
  n.flags |= kNodeImplied;
  n.source_begin = n.source_end = n.open_tag_end = token_.source_begin;
  return id;
}

// Keeps room for one more open element. The popped element ends here; what follows becomes its
// sibling, as in browsers.
void TreeBuilder::MakeRoom() {
  if (open_.size() < options_.max_depth) [[likely]]
    return;
  if (!depth_reached_) {
    depth_reached_ = true;
    depth_reached_at_ = token_.source_begin;
  }
  const OpenElement top = open_.top();
  if ((top.traits & kRedirects) != 0) {
    CloseTemplate(open_.size() - 1);
    return;
  }
  if ((top.traits & kPutsMarker) != 0) ClearToMarker();
  Pop();
}

NodeId TreeBuilder::InsertElement() {
  MakeRoom();
  const NodeId id = CreateForToken(token_.name, Namespace::kHtml);
  InsertAt(PlaceForNode(), id);
  PushHtml(id, token_.name);
  return id;
}

NodeId TreeBuilder::InsertElement(NameId tag) {
  MakeRoom();
  const NodeId id = CreateImplied(tag);
  InsertAt(PlaceForNode(), id);
  PushHtml(id, tag);
  return id;
}

NodeId TreeBuilder::InsertVoid() {
  const NodeId id = CreateForToken(token_.name, Namespace::kHtml);
  InsertAt(PlaceForNode(), id);
  self_closing_seen_ = true;
  return id;
}

NodeId TreeBuilder::InsertForeign(Namespace ns, NameId tag) {
  if (!token_.self_closing) MakeRoom();
  const NodeId id = CreateForToken(tag, ns);
  InsertAt(PlaceForNode(), id);
  if (token_.self_closing) {
    self_closing_seen_ = true;
    return id;
  }
  bool html_annotation = false;
  if (tag == names::kAnnotationXml && ns == Namespace::kMathMl) {
    html_annotation = TokenValueIs(names::kEncoding, "text/html") ||
                      TokenValueIs(names::kEncoding, "application/xhtml+xml");
  }
  PushElement(id, tag, ForeignTraits(tag, ns, html_annotation));
  return id;
}

// https://html.spec.whatwg.org/#insert-a-character. The fields one by one, not as structs: they
// come from the tokenizer a moment ago, and reading them back in wider pieces than they were
// written stalls the processor.
template <typename Source>
inline void TreeBuilder::InsertTextOf(const Source& from) {
  const TextSpan text{from.text.begin, from.text.size};
  const Place place = PlaceForNode();
  if (text.empty() || place.parent == kDocumentNode) return;
  const NodeId previous = place.before == kNoNode ? dom().node(place.parent).last_child
                                                  : dom().node(place.before).previous_sibling;
  if (previous != kNoNode && dom().node(previous).type == NodeType::kText) {
    if (!dom().AppendText(previous, text, from.is_blank)) stopped_ = StatusCode::kTooLarge;
    Node& n = dom().mutable_node(previous);
    if (from.source_begin < n.source_begin) n.source_begin = from.source_begin;
    if (from.source_end > n.source_end) n.source_end = from.source_end;
    return;
  }
  const NodeId id = dom().CreateText(text, from.is_blank);
  Node& n = dom().mutable_node(id);
  n.source_begin = from.source_begin;
  n.source_end = from.source_end;
  InsertAt(place, id);
}

void TreeBuilder::InsertText(const Piece& piece) { InsertTextOf(piece); }
void TreeBuilder::InsertTokenText() { InsertTextOf(token_); }

static NodeId CreateCommentNode(Dom& dom, const Token& token) {
  const bool comment = token.type == TokenType::kComment;
  const NodeId id = dom.CreateData(comment ? NodeType::kComment : NodeType::kProcessingInstruction,
                                   token.text, comment ? 0 : token.name);
  Node& n = dom.mutable_node(id);
  n.source_begin = token.source_begin;
  n.source_end = token.source_end;
  return id;
}

// https://html.spec.whatwg.org/#insert-a-comment
void TreeBuilder::InsertComment() {
  const NodeId id = CreateCommentNode(dom(), token_);
  if (token_.type == TokenType::kProcessingInstruction &&
      (token_.name == names::kMarker || token_.name == names::kStart)) {
    ++markers_;
  }
  InsertAt(PlaceForNode(), id);
}

void TreeBuilder::InsertCommentAt(NodeId parent) {
  if (token_.type == TokenType::kProcessingInstruction) ++markers_;
  dom().Append(parent, CreateCommentNode(dom(), token_));
}

// https://html.spec.whatwg.org/#generic-raw-text-element-parsing-algorithm
void TreeBuilder::InsertRawText(ContentModel model) {
  InsertElement();
  parts_.tokenizer->SwitchTo(model);
  original_mode_ = mode_;
  mode_ = Mode::kText;
}

}  // namespace tamis::html
