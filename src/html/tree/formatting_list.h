// The list of active formatting elements.
// https://html.spec.whatwg.org/#the-list-of-active-formatting-elements
//
// The catch: a page may open thousands of formatting elements with differing attributes, which
// the Noah's Ark clause does not merge, and each paragraph then re-creates them all. Here the
// list holds kMaxEntries since a marker: the oldest entry since the last marker gives way to the
// newest. (A page that needs more has as many elements open, which max_depth ends by default.)

#pragma once

#include <cstdint>

#include "html/dom/dom.h"
#include "html/dom/flat_array.h"

namespace tamis::html {

class FormattingList {
 public:
  static constexpr uint32_t kMaxEntries = 512;  // since the last marker
  static constexpr uint32_t kMaxTotal = 4096;   // with markers and what stands before them
  static constexpr uint32_t kNowhere = UINT32_MAX;
  static constexpr NodeId kMarkerEntry = kNoNode;

  void Clear() { entries_.Clear(); }
  bool empty() const { return entries_.empty(); }
  uint32_t size() const { return entries_.size(); }
  NodeId operator[](uint32_t i) const { return entries_[i]; }
  bool IsMarker(uint32_t i) const { return entries_[i] == kMarkerEntry; }

  void Push(NodeId node) { entries_.Push(node); }
  void PushMarker() { entries_.Push(kMarkerEntry); }
  void Pop() { entries_.Pop(); }
  void Erase(uint32_t i) { entries_.Erase(i); }
  void Insert(uint32_t i, NodeId node) { entries_.Insert(i, node); }
  void Replace(uint32_t i, NodeId node) { entries_[i] = node; }

  uint32_t Find(NodeId node) const {
    for (uint32_t i = entries_.size(); i-- > 0;) {
      if (entries_[i] == node) return i;
    }
    return kNowhere;
  }
  // Index of the first entry after the last marker.
  uint32_t SectionBegin() const {
    uint32_t i = entries_.size();
    while (i > 0 && entries_[i - 1] != kMarkerEntry) --i;
    return i;
  }

 private:
  FlatArray<NodeId> entries_;
};

}  // namespace tamis::html
