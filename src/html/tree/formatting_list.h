// The list of active formatting elements.
// https://html.spec.whatwg.org/#the-list-of-active-formatting-elements
//
// The catch: a page may open thousands of formatting elements with differing attributes, which
// the Noah's Ark clause does not merge, and each paragraph then re-creates them all. Here the
// list holds kMaxEntries since a marker: the oldest entry since the last marker gives way to the
// newest. (A page that needs more has as many elements open, which max_depth ends by default.)

#pragma once

#include <cstddef>
#include <vector>

#include "html/dom/dom.h"

namespace tamis::html {

class FormattingList {
 public:
  static constexpr size_t kMaxEntries = 512;  // since the last marker
  static constexpr size_t kMaxTotal = 4096;   // with markers and what stands before them
  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  static constexpr NodeId kMarkerEntry = kNoNode;

  void Clear() { entries_.clear(); }
  bool empty() const { return entries_.empty(); }
  size_t size() const { return entries_.size(); }
  NodeId operator[](size_t i) const { return entries_[i]; }
  bool IsMarker(size_t i) const { return entries_[i] == kMarkerEntry; }

  void Push(NodeId node) { entries_.push_back(node); }
  void PushMarker() { entries_.push_back(kMarkerEntry); }
  void Pop() { entries_.pop_back(); }
  void Erase(size_t i) { entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(i)); }
  void Insert(size_t i, NodeId node) {
    entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(i), node);
  }
  void Replace(size_t i, NodeId node) { entries_[i] = node; }

  size_t Find(NodeId node) const {
    for (size_t i = entries_.size(); i-- > 0;) {
      if (entries_[i] == node) return i;
    }
    return kNowhere;
  }
  // Index of the first entry after the last marker.
  size_t SectionBegin() const {
    size_t i = entries_.size();
    while (i > 0 && entries_[i - 1] != kMarkerEntry) --i;
    return i;
  }

 private:
  std::vector<NodeId> entries_;
};

}  // namespace tamis::html
