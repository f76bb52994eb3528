// The page as a tree: flat arrays, nodes named by 32-bit ids in order of creation.
//
//   bytes -> encoding -> html/tokenizer -> html/tree -> [html/dom] -> extract
//
// Every node knows the bytes of the page that it came from. Text and attribute values are
// spans of one TextStore: mostly views of the page itself. The tree is const after parsing:
// whoever judges a node keeps the verdict in an array of his own, indexed by NodeId.
//
// Tested:  dom_test.cc; through tests/conformance.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/memory/text_store.h"
#include "html/names/attribute.h"

namespace tamis::html {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;
inline constexpr NodeId kDocumentNode = 0;

enum class NodeType : uint8_t {
  kDocument,
  kDoctype,
  kElement,
  kText,
  kComment,
  kProcessingInstruction,
  kTemplateContent,  // only child of a <template>; holds its content
};

// Node::flags
inline constexpr uint16_t kNodeImplied = 1 << 0;     // no start tag in the page
inline constexpr uint16_t kNodeShadowRoot = 1 << 1;  // kTemplateContent of a declarative shadow root
inline constexpr uint16_t kNodeTextGrows = 1 << 2;   // (internal) text has room to grow in the side buffer

struct Node {
  NodeId parent = kNoNode;
  NodeId first_child = kNoNode;
  NodeId last_child = kNoNode;
  NodeId previous_sibling = kNoNode;
  NodeId next_sibling = kNoNode;
  NodeType type = NodeType::kDocument;
  Namespace ns = Namespace::kNone;
  uint16_t flags = 0;
  NameId name = 0;          // kElement: tag; kProcessingInstruction: target
  uint32_t data_begin = 0;  // kElement: first attribute; text-like: address in the TextStore
  uint32_t data_size = 0;   // kElement: attributes; text-like: bytes
  // [source_begin, source_end) in the page. An element reaches from its start tag to the end of
  // its end tag, or to where it was closed by another token. Implied nodes may be empty.
  uint32_t source_begin = 0;
  uint32_t source_end = 0;
  uint32_t open_tag_end = 0;  // kElement: end of the start tag
};

class Dom {
 public:
  // Reading -----------------------------------------------------------------------------------

  uint32_t node_count() const { return static_cast<uint32_t>(nodes_.size()); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  bool IsElement(NodeId id, NameId tag) const {  // HTML namespace only
    return nodes_[id].type == NodeType::kElement && nodes_[id].name == tag && nodes_[id].ns == Namespace::kHtml;
  }

  // Data of a text, comment or processing instruction; empty for other nodes.
  std::string_view text(NodeId id) const {
    const Node& n = nodes_[id];
    if (n.type != NodeType::kText && n.type != NodeType::kComment && n.type != NodeType::kProcessingInstruction) return {};
    return store_->View({n.data_begin, n.data_size});
  }
  std::span<const Attribute> attributes(NodeId id) const {
    const Node& n = nodes_[id];
    if (n.type != NodeType::kElement) return {};
    return {attributes_.data() + n.data_begin, n.data_size};
  }
  std::string_view value(const Attribute& attribute) const { return store_->View(attribute.value); }
  // The value of an attribute without namespace; empty when absent (see Has()).
  std::string_view attribute(NodeId id, NameId name) const;
  bool HasAttribute(NodeId id, NameId name) const;
  std::string_view name(NodeId id) const { return names_->Name(nodes_[id].name); }

  // The node after `id` in document order inside `root`, or kNoNode. Iterative, O(depth) worst,
  // O(1) amortised. NextSkippingChildren() leaves out what stands below `id`.
  NodeId Next(NodeId id, NodeId root) const;
  NodeId NextSkippingChildren(NodeId id, NodeId root) const;

  // The first element in document order with this HTML tag, or kNoNode.
  NodeId FindFirst(NameId tag, NodeId root = kDocumentNode) const;

  const TextStore& store() const { return *store_; }
  const NameTable& names() const { return *names_; }

  // Building: for html/tree only -------------------------------------------------------------
  // (The implementer's: Reset, Create*, Append, InsertBefore, Remove, AppendText, ...)

 private:
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  TextStore* store_ = nullptr;
  NameTable* names_ = nullptr;
};

}  // namespace tamis::html
