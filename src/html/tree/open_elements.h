// The stack of open elements. https://html.spec.whatwg.org/#the-stack-of-open-elements
//
// An entry repeats what the rules ask of an element most often (its tag, its traits), so that
// scope checks walk this array and never touch the nodes. Depth is bounded by the tree
// builder, hence so is every walk.

#pragma once

#include <cstdint>

#include "html/dom/dom.h"
#include "html/dom/flat_array.h"
#include "html/tree/tag_traits.h"

namespace tamis::html {

// A tag with its namespace folded in: the name itself for HTML, so that comparing an entry with
// an HTML tag is one comparison.
using TagKey = uint32_t;
inline constexpr TagKey kForeignKey = 1u << 31;

struct OpenElement {
  NodeId node = kNoNode;
  TagKey key = 0;
  TagTraits traits = 0;
  NameId name() const { return key & ~kForeignKey; }
};

class OpenElements {
 public:
  static constexpr uint32_t kNowhere = UINT32_MAX;

  void Clear() {
    elements_.Clear();
    paragraphs_ = templates_ = foreign_ = 0;
  }
  bool empty() const { return elements_.empty(); }
  uint32_t size() const { return elements_.size(); }
  const OpenElement& top() const { return elements_.back(); }
  const OpenElement& operator[](uint32_t i) const { return elements_[i]; }
  bool TopIs(TagKey key) const { return !elements_.empty() && elements_.back().key == key; }

  void Push(const OpenElement& e) {
    Count(e, 1);
    elements_.Push(e);
  }
  // Pop and Erase leave the node alone: see TreeBuilder::Pop().
  OpenElement Pop() {
    const OpenElement e = elements_.back();
    elements_.Pop();
    Count(e, -1);
    return e;
  }
  void Erase(uint32_t i) {
    Count(elements_[i], -1);
    elements_.Erase(i);
  }
  void Insert(uint32_t i, const OpenElement& e) {
    Count(e, 1);
    elements_.Insert(i, e);
  }
  void Replace(uint32_t i, const OpenElement& e) { elements_[i] = e; }

  bool has_template() const { return templates_ != 0; }
  bool has_foreign() const { return foreign_ != 0; }

  // The uppermost (latest) entry with this key, node or any of these traits; else kNowhere.
  uint32_t FindLast(TagKey key) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if (elements_[i].key == key) return i;
    }
    return kNowhere;
  }
  uint32_t FindNode(NodeId node) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if (elements_[i].node == node) return i;
    }
    return kNowhere;
  }
  uint32_t FindLastWith(TagTraits any) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if ((elements_[i].traits & any) != 0) return i;
    }
    return kNowhere;
  }

  // https://html.spec.whatwg.org/#has-an-element-in-scope and its kin
  bool InScope(TagKey key) const { return InScope(key, kScopeEnd); }
  bool InListScope(TagKey key) const { return InScope(key, kScopeEnd | kListScopeEnd); }
  bool InTableScope(TagKey key) const { return InScope(key, kTableScopeEnd); }
  bool ParagraphInButtonScope() const {
    return paragraphs_ != 0 && InScope(names::kP, kScopeEnd | kButtonScopeEnd);
  }
  // An element with any of the traits before one with any of `stop`.
  bool AnyInScope(TagTraits any, TagTraits stop) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if ((elements_[i].traits & any) != 0) return true;
      if ((elements_[i].traits & stop) != 0) return false;
    }
    return false;
  }
  bool NodeInScope(NodeId node) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if (elements_[i].node == node) return true;
      if ((elements_[i].traits & kScopeEnd) != 0) return false;
    }
    return false;
  }

 private:
  bool InScope(TagKey key, TagTraits stop) const {
    for (uint32_t i = elements_.size(); i-- > 0;) {
      if (elements_[i].key == key) return true;
      if ((elements_[i].traits & stop) != 0) return false;
    }
    return false;
  }
  void Count(const OpenElement& e, int by) {
    if (e.key == names::kP) paragraphs_ += static_cast<uint32_t>(by);
    if ((e.traits & (kRedirects | kIsHtml)) != kIsHtml) [[unlikely]] {
      if ((e.traits & kIsHtml) == 0) foreign_ += static_cast<uint32_t>(by);
      if ((e.traits & kRedirects) != 0) templates_ += static_cast<uint32_t>(by);
    }
  }

  FlatArray<OpenElement> elements_;
  uint32_t paragraphs_ = 0;  // <p>, <template> and foreign entries: most checks end here
  uint32_t templates_ = 0;
  uint32_t foreign_ = 0;
};

}  // namespace tamis::html
