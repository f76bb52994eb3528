// <selectedcontent> shows a copy of the selected option of its <select>.
// https://html.spec.whatwg.org/#the-selectedcontent-element
// https://html.spec.whatwg.org/#maybe-clone-an-option-into-selectedcontent
//
// Without scripts the selected option is the last one with a `selected` attribute or, where
// none has it and the select shows one row, the first that is not disabled. Each open <select>
// keeps both ends in a SelectState, so that a list of n options costs n steps.
//
// The catch: a copy costs nodes that the page has no bytes for. Copies together never make more
// nodes than the page itself; a copy that would is left out.

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

// A page may always have that many.
constexpr uint32_t kFreeClones = 1024;

bool ShowsOneRow(const Dom& dom, NodeId select) {
  const std::string_view size = dom.attribute(select, names::kSize);
  // https://html.spec.whatwg.org/#concept-select-size: 1 unless a number above one is given.
  size_t i = size.find_first_not_of(" \t\n\f\r");
  if (i == std::string_view::npos) return true;
  if (size[i] == '+') ++i;
  uint32_t value = 0;
  for (; i < size.size() && size[i] >= '0' && size[i] <= '9' && value < 10; ++i) {
    value = value * 10 + static_cast<uint32_t>(size[i] - '0');
  }
  return value <= 1;
}

bool IsDisabledOption(const Dom& dom, NodeId option) {
  if (dom.HasAttribute(option, names::kDisabled)) return true;
  const NodeId parent = dom.node(option).parent;
  return parent != kNoNode && dom.IsElement(parent, names::kOptgroup) &&
         dom.HasAttribute(parent, names::kDisabled);
}

}  // namespace

// https://html.spec.whatwg.org/#option-element-nearest-ancestor-select
NodeId TreeBuilder::NearestSelect(NodeId option) const {
  bool in_group = false;
  for (NodeId id = dom().node(option).parent; id != kNoNode; id = dom().node(id).parent) {
    const Node& n = dom().node(id);
    if (n.type != NodeType::kElement || n.ns != Namespace::kHtml) continue;
    switch (n.name) {
      case names::kSelect:
        return id;
      case names::kDatalist:
      case names::kHr:
      case names::kOption:
        return kNoNode;
      case names::kOptgroup:
        if (in_group) return kNoNode;
        in_group = true;
        break;
      default:
        break;
    }
  }
  return kNoNode;
}

TreeBuilder::SelectState* TreeBuilder::FindSelect(NodeId select) {
  for (size_t i = selects_.size(); i-- > 0;) {
    if (selects_[i].select == select) return &selects_[i];
  }
  return nullptr;
}

// https://html.spec.whatwg.org/#selectedness-setting-algorithm
void TreeBuilder::OptionInserted(NodeId option) {
  if (selects_.empty()) return;
  SelectState* state = FindSelect(NearestSelect(option));
  if (state == nullptr) return;
  const bool by_default = state->selected == kNoNode && ShowsOneRow(dom(), state->select) &&
                          !IsDisabledOption(dom(), option);
  if (by_default || dom().HasAttribute(option, names::kSelected)) state->selected = option;
}

void TreeBuilder::OptionPopped(NodeId option) {
  if (selects_.empty()) return;
  const SelectState* state = FindSelect(NearestSelect(option));
  if (state == nullptr || state->selected != option || !state->content_enabled) return;
  CloneOption(option, state->content);
}

void TreeBuilder::SelectedContentInserted(NodeId node) {
  if (selects_.empty()) return;
  NodeId select = kNoNode;
  bool enabled = true;
  for (NodeId id = dom().node(node).parent; id != kNoNode; id = dom().node(id).parent) {
    if (dom().IsElement(id, names::kSelect)) {
      if (select == kNoNode) {
        select = id;
      } else {
        enabled = false;
      }
    } else if (dom().IsElement(id, names::kOption) ||
               dom().IsElement(id, names::kSelectedcontent)) {
      enabled = false;
    }
  }
  SelectState* state = FindSelect(select);
  if (state == nullptr || state->content != kNoNode) return;
  state->content = node;
  state->content_enabled = enabled && !dom().HasAttribute(select, names::kMultiple);
  if (state->content_enabled && state->selected != kNoNode) CloneOption(state->selected, node);
}

// https://html.spec.whatwg.org/#clone-an-option-into-a-selectedcontent
void TreeBuilder::CloneOption(NodeId option, NodeId selectedcontent) {
  uint32_t needed = 0;
  for (NodeId id = dom().Next(option, option); id != kNoNode; id = dom().Next(id, option)) ++needed;
  const uint32_t own = dom().node_count() - cloned_nodes_;
  const uint64_t nodes_after = uint64_t{dom().node_count()} + needed + formatting_.size();
  if (cloned_nodes_ + needed > own + kFreeClones || nodes_after + 64 > options_.max_nodes) return;
  cloned_nodes_ += needed;

  while (dom().node(selectedcontent).first_child != kNoNode) {
    dom().Remove(dom().node(selectedcontent).first_child);
  }
  // `parent` is the copy of the parent of `id`.
  NodeId parent = selectedcontent;
  NodeId id = dom().node(option).first_child;
  while (id != kNoNode) {
    const NodeId copy = dom().CreateCopy(id);
    dom().Append(parent, copy);
    if (dom().node(id).first_child != kNoNode) {
      id = dom().node(id).first_child;
      parent = copy;
      continue;
    }
    while (id != option && dom().node(id).next_sibling == kNoNode) {
      id = dom().node(id).parent;
      parent = dom().node(parent).parent;
    }
    if (id == option) return;
    id = dom().node(id).next_sibling;
  }
}

}  // namespace tamis::html
