#include "html/dom/dom.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tamis::html {
namespace {

constexpr uint16_t kNotBlank = static_cast<uint16_t>(~kNodeBlank);

}  // namespace

const Attribute* Dom::FindAttribute(NodeId id, NameId name) const {
  for (const Attribute& a : attributes(id)) {
    if (a.name == name && a.ns == Namespace::kNone) return &a;
  }
  return nullptr;
}

std::string_view Dom::attribute(NodeId id, NameId name) const {
  const Attribute* a = FindAttribute(id, name);
  return a == nullptr ? std::string_view() : value(*a);
}

bool Dom::HasAttribute(NodeId id, NameId name) const { return FindAttribute(id, name) != nullptr; }

NodeId Dom::NextSkippingChildren(NodeId id, NodeId root) const {
  while (id != root) {
    const Node& n = nodes_[id];
    if (n.next_sibling != kNoNode) return n.next_sibling;
    id = n.parent;
    if (id == kNoNode) return kNoNode;
  }
  return kNoNode;
}

NodeId Dom::FindFirst(NameId tag, NodeId root) const {
  for (NodeId id = Next(root, root); id != kNoNode; id = Next(id, root)) {
    if (IsElement(id, tag)) return id;
  }
  return kNoNode;
}

void Dom::Reset(TextStore* store, NameTable* names) {
  nodes_.Clear(kKeptNodes);
  attributes_.Clear(kKeptAttributes);
  seen_.fill(0);
  doctype_ = {};
  store_ = store;
  names_ = names;
  NewNode(NodeType::kDocument);
}

NodeId Dom::CreateElementLike(NodeId original) {
  const Node& o = nodes_[original];
  const auto kinds = static_cast<uint16_t>(o.flags & kNodeAttributeKinds);
  return NewNode(NodeType::kElement, o.ns, kinds, o.name, {o.data_begin, o.data_size});
}

NodeId Dom::CreateDoctype(const Doctype& doctype) {
  doctype_ = doctype;
  return NewNode(NodeType::kDoctype);
}

NodeId Dom::CreateCopy(NodeId original) {
  Node copy = nodes_[original];
  copy.parent = copy.first_child = copy.last_child = kNoNode;
  copy.previous_sibling = copy.next_sibling = kNoNode;
  constexpr uint16_t kCopied = kNodeShadowRoot | kNodeBlank | kNodeAttributeKinds;
  copy.flags = static_cast<uint16_t>(kNodeImplied | (copy.flags & kCopied));
  const NodeId id = nodes_.size();
  nodes_.Push(copy);
  return id;
}

void Dom::InsertBefore(NodeId parent, NodeId child, NodeId before) {
  if (before == kNoNode) return Append(parent, child);
  Node& c = nodes_[child];
  Node& b = nodes_[before];
  c.parent = parent;
  c.previous_sibling = b.previous_sibling;
  c.next_sibling = before;
  if (b.previous_sibling != kNoNode) {
    nodes_[b.previous_sibling].next_sibling = child;
  } else {
    nodes_[parent].first_child = child;
  }
  b.previous_sibling = child;
}

void Dom::Remove(NodeId id) {
  Node& n = nodes_[id];
  if (n.parent == kNoNode) return;
  Node& p = nodes_[n.parent];
  (n.previous_sibling != kNoNode ? nodes_[n.previous_sibling].next_sibling : p.first_child) =
      n.next_sibling;
  (n.next_sibling != kNoNode ? nodes_[n.next_sibling].previous_sibling : p.last_child) =
      n.previous_sibling;
  n.parent = n.previous_sibling = n.next_sibling = kNoNode;
}

void Dom::MoveChildren(NodeId from, NodeId to) {
  Node& f = nodes_[from];
  if (f.first_child == kNoNode) return;
  for (NodeId c = f.first_child; c != kNoNode; c = nodes_[c].next_sibling) nodes_[c].parent = to;
  Node& t = nodes_[to];
  nodes_[f.first_child].previous_sibling = t.last_child;
  (t.last_child != kNoNode ? nodes_[t.last_child].next_sibling : t.first_child) = f.first_child;
  t.last_child = f.last_child;
  f.first_child = f.last_child = kNoNode;
}

// Pieces that touch in the page (or in the side buffer) only lengthen the span. Others are
// brought together in the side buffer, in a place whose size is a power of two: a text of n
// bytes moves at most log n times.
bool Dom::AppendText(NodeId id, TextSpan more, bool is_blank) {
  Node& n = nodes_[id];
  const TextSpan old{n.data_begin, n.data_size};
  if ((n.flags & kNodeTextGrows) == 0 && old.end() == more.begin &&
      store_->in_page(old) == store_->in_page(more)) {
    n.data_size += more.size;
    if (!is_blank) n.flags &= kNotBlank;
    return true;
  }
  if (more.empty()) return true;
  const uint64_t size = uint64_t{old.size} + more.size;
  const bool fits = (n.flags & kNodeTextGrows) != 0 && size <= std::bit_ceil(old.size);
  std::string& side = store_->side();
  const uint32_t page_size = store_->page_size();
  if (!fits) {
    const uint64_t room = std::bit_ceil(size);
    if (store_->next_address() + room > kMaxAddress) return false;
    const size_t at = side.size();
    side.resize(at + room);
    if (old.size != 0) std::memcpy(side.data() + at, store_->View(old).data(), old.size);
    n.data_begin = static_cast<uint32_t>(page_size + at);
    n.flags |= kNodeTextGrows;
  }
  std::memcpy(side.data() + (n.data_begin - page_size) + old.size, store_->View(more).data(),
              more.size);
  n.data_size = static_cast<uint32_t>(size);
  if (!is_blank) n.flags &= kNotBlank;
  return true;
}

void Dom::AddMissingAttributes(NodeId id, std::span<const Attribute> more) {
  for (const Attribute& a : more) {
    Node& n = nodes_[id];
    if (n.data_size >= kMaxMergedAttributes) return;
    if (HasAttribute(id, a.name)) continue;
    const bool fits =
        (n.flags & kNodeAttributesGrow) != 0 && n.data_size < std::bit_ceil(n.data_size);
    if (!fits) {  // Move behind the others, with room for as many again.
      const uint32_t at = attributes_.size();
      const uint32_t size = std::bit_ceil(n.data_size + 1);
      Attribute* const room = attributes_.Extend(size);
      std::copy_n(attributes_.data() + n.data_begin, n.data_size, room);
      std::fill_n(room + n.data_size, size - n.data_size, Attribute{});
      n.data_begin = at;
      n.flags |= kNodeAttributesGrow;
    }
    attributes_[n.data_begin + n.data_size++] = a;
    n.flags |= NoteAttribute(a.name);
  }
}

}  // namespace tamis::html
