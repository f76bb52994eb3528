// The page as a tree: flat arrays, nodes named by 32-bit ids in order of creation.
//
//   bytes -> encoding -> html/tokenizer -> html/tree -> [html/dom] -> extract
//
// Every node knows the bytes of the page that it came from. Text and attribute values are
// spans of one TextStore: mostly views of the page itself. The tree is const after parsing:
// whoever judges a node keeps the verdict in an array of his own, indexed by NodeId.
//
//   nodes_       [document][html][head][title][text] ...       48 bytes each
//   attributes_  [lang=en | charset=utf-8 | class=x id=y | ...] a node names a range
//   store_       page bytes | side buffer                       a node or value names a span
//
// The catch: ids are not document order (misnested tags move nodes), and an id may belong to a
// node that the parser took out of the tree again. Walk from the root with Next(); an id that
// the walk never gives has parent kNoNode somewhere above it.
//
// Tested:  dom_test.cc; through tests/conformance.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/memory/text_store.h"
#include "html/dom/flat_array.h"
#include "html/dom/node_flags.h"
#include "html/names/attribute.h"

namespace tamis::html {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;
inline constexpr NodeId kDocumentNode = 0;

enum class NodeType : uint8_t {
  kDocument,
  kDoctype,  // see Dom::doctype()
  kElement,
  kText,
  kComment,
  kProcessingInstruction,
  kTemplateContent,  // only child of a <template>; holds its content
};

struct Node {
  NodeId parent = kNoNode;
  NodeId first_child = kNoNode;
  NodeId last_child = kNoNode;
  NodeId previous_sibling = kNoNode;
  NodeId next_sibling = kNoNode;
  NodeType type = NodeType::kDocument;
  Namespace ns = Namespace::kNone;
  uint16_t flags = 0;       // see node_flags.h
  NameId name = 0;          // kElement: tag; kProcessingInstruction: target
  uint32_t data_begin = 0;  // kElement: first attribute; text-like: address in the TextStore
  uint32_t data_size = 0;   // kElement: attributes; text-like: bytes
  // [source_begin, source_end) in the page. An element reaches from its start tag to the end of
  // its end tag, or to where it was closed by another token. Implied nodes may be empty. Text
  // reaches from its first to its last byte, over any tag that the rules moved elsewhere.
  uint32_t source_begin = 0;
  uint32_t source_end = 0;
  uint32_t open_tag_end = 0;  // kElement: end of the start tag
};
static_assert(sizeof(Node) == 48);

// A page has at most one doctype node.
struct Doctype {
  TextSpan name;  // lower case
  TextSpan public_id;
  TextSpan system_id;
};

class Dom {
 public:
  // Reading -----------------------------------------------------------------------------------

  uint32_t node_count() const { return nodes_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  bool IsElement(NodeId id, NameId tag) const {  // HTML namespace only
    return nodes_[id].type == NodeType::kElement && nodes_[id].name == tag &&
           nodes_[id].ns == Namespace::kHtml;
  }

  // Data of a text, comment or processing instruction; empty for other nodes.
  std::string_view text(NodeId id) const {
    const Node& n = nodes_[id];
    if (n.type != NodeType::kText && n.type != NodeType::kComment &&
        n.type != NodeType::kProcessingInstruction) {
      return {};
    }
    return store_->View({n.data_begin, n.data_size});
  }
  std::span<const Attribute> attributes(NodeId id) const {
    const Node& n = nodes_[id];
    if (n.type != NodeType::kElement) return {};
    return {attributes_.data() + n.data_begin, n.data_size};
  }
  // Those of all elements ever made, each element's together; Node::data_begin is a place in it.
  // A few may be nobody's: these have no name and no value.
  std::span<const Attribute> all_attributes() const {
    return {attributes_.data(), attributes_.size()};
  }
  std::string_view value(const Attribute& attribute) const { return store_->View(attribute.value); }
  // The value of an attribute without namespace; empty when absent (see HasAttribute()).
  std::string_view attribute(NodeId id, NameId name) const;
  bool HasAttribute(NodeId id, NameId name) const;
  // False: no element ever made has this tag, or attribute, whatever the namespace. Of names that
  // are not fixed it is the NameTable that knows whether the page has them: true for all of those.
  bool MayHaveTag(NameId name) const { return MayHave(name, kSeenAsTag); }
  bool MayHaveAttribute(NameId name) const { return MayHave(name, kSeenAsAttribute); }
  std::string_view name(NodeId id) const { return names_->Name(nodes_[id].name); }

  // The spans of the kDoctype node, if there is one; else empty.
  const Doctype& doctype() const { return doctype_; }

  // The node after `id` in document order inside `root`, or kNoNode. Iterative, O(depth) worst,
  // O(1) amortised. NextSkippingChildren() leaves out what stands below `id`.
  NodeId Next(NodeId id, NodeId root) const {
    return nodes_[id].first_child != kNoNode ? nodes_[id].first_child
                                             : NextSkippingChildren(id, root);
  }
  NodeId NextSkippingChildren(NodeId id, NodeId root) const;

  // The first element in document order with this HTML tag, or kNoNode.
  NodeId FindFirst(NameId tag, NodeId root = kDocumentNode) const;

  const TextStore& store() const { return *store_; }
  const NameTable& names() const { return *names_; }

  // Building: for html/tree only -------------------------------------------------------------

  // Forgets the tree, keeps the memory, makes the document node. Both must outlive the Dom.
  void Reset(TextStore* store, NameTable* names);

  // New nodes stand nowhere. Their source range is the caller's to set.
  NodeId CreateElement(NameId tag, Namespace ns, std::span<const Attribute> attributes) {
    const uint32_t begin = attributes_.size();
    const uint32_t size = static_cast<uint32_t>(attributes.size());
    Attribute* const room = attributes_.Extend(size);
    uint16_t kinds = 0;
    for (uint32_t i = 0; i < size; ++i) {
      room[i] = attributes[i];
      kinds |= NoteAttribute(attributes[i].name);
    }
    if (tag < names::kKnownCount) seen_[tag] |= kSeenAsTag;
    return NewNode(NodeType::kElement, ns, kinds, tag, {begin, size});
  }
  // Same tag, namespace and attributes; the attributes are shared, not copied.
  NodeId CreateElementLike(NodeId original);
  // `is_blank`: see kNodeBlank.
  NodeId CreateText(TextSpan text, bool is_blank) {
    const uint16_t flags = is_blank ? kNodeBlank : 0;
    return NewNode(NodeType::kText, Namespace::kNone, flags, 0, text);
  }
  // A comment or processing instruction.
  NodeId CreateData(NodeType type, TextSpan data, NameId name = 0) {
    return NewNode(type, Namespace::kNone, 0, name, data);
  }
  NodeId CreateTemplateContent() { return NewNode(NodeType::kTemplateContent); }
  NodeId CreateDoctype(const Doctype& doctype);
  // A copy without children.
  NodeId CreateCopy(NodeId original);

  // `child` must stand nowhere. Before kNoNode means last.
  void Append(NodeId parent, NodeId child) {
    Node& c = nodes_[child];
    Node& p = nodes_[parent];
    c.parent = parent;
    c.previous_sibling = p.last_child;
    if (p.last_child != kNoNode) {
      nodes_[p.last_child].next_sibling = child;
    } else {
      p.first_child = child;
    }
    p.last_child = child;
  }
  void InsertBefore(NodeId parent, NodeId child, NodeId before);
  // Takes `id` with all below it out of the tree. Harmless when it stands nowhere.
  void Remove(NodeId id);
  // Appends the children of `from` to `to`. O(children)
  void MoveChildren(NodeId from, NodeId to);

  // Lengthens a text node; amortised linear however the pieces lie. False when the addresses
  // of the TextStore are used up: the node is unchanged then.
  bool AppendText(NodeId id, TextSpan more, bool is_blank);
  // Adds those of `more` whose name the element has not yet, up to kMaxMergedAttributes.
  void AddMissingAttributes(NodeId id, std::span<const Attribute> more);

  Node& mutable_node(NodeId id) { return nodes_[id]; }
  std::span<Attribute> mutable_attributes(NodeId id) {
    return {attributes_.data() + nodes_[id].data_begin, nodes_[id].data_size};
  }

 private:
  // Merging looks each name up in the list: this bounds the square. No page has so many.
  static constexpr uint32_t kMaxMergedAttributes = 1024;
  // The side buffer must not reach the end of its 32-bit addresses.
  static constexpr uint64_t kMaxAddress = 0xF0000000;
  // Memory that outlives a page: nodes (12 MB) and attributes (8 MB). One huge page must not
  // leave its size behind.
  static constexpr uint32_t kKeptNodes = 1u << 18;
  static constexpr uint32_t kKeptAttributes = 1u << 19;

  // `data`: Node::data_begin and data_size. Written field by field where the node stays: one that
  // is copied there waits for the stores that it was put together with.
  NodeId NewNode(NodeType type, Namespace ns = Namespace::kNone, uint16_t flags = 0,
                 NameId name = 0, TextSpan data = {}) {
    const NodeId id = nodes_.size();
    Node& n = *nodes_.Extend(1);
    n.parent = n.first_child = n.last_child = n.previous_sibling = n.next_sibling = kNoNode;
    n.type = type;
    n.ns = ns;
    n.flags = flags;
    n.name = name;
    n.data_begin = data.begin;
    n.data_size = data.size;
    n.source_begin = n.source_end = n.open_tag_end = 0;
    return id;
  }
  const Attribute* FindAttribute(NodeId id, NameId name) const;

  // What names were met as: bits of seen_.
  static constexpr uint8_t kSeenAsTag = 1;
  static constexpr uint8_t kSeenAsAttribute = 2;
  bool MayHave(NameId name, uint8_t as) const {
    return name >= names::kKnownCount || (seen_[name] & as) != 0;
  }
  uint16_t NoteAttribute(NameId name) {  // gives its bit of Node::flags
    if (name >= names::kKnownCount) return 0;
    seen_[name] |= kSeenAsAttribute;
    return KindOfAttribute(name);
  }

  FlatArray<Node> nodes_;
  FlatArray<Attribute> attributes_;
  std::array<uint8_t, names::kKnownCount> seen_{};  // by name
  Doctype doctype_;
  TextStore* store_ = nullptr;
  NameTable* names_ = nullptr;
};

}  // namespace tamis::html
