// The nodes of a page that may say something about it: few of thousands.
//
// Idea:   one pass over the nodes as they lie in memory, which calls nobody and guesses little,
//         leaves non-blank texts and elements with a telling tag or attribute. Of these texts it is
//         then asked whether they are long, have the digits of a date or begin like a line that
//         signs. The sources read what is left.
//
// Tested:  telling_nodes_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "html/dom/dom.h"
#include "metadata/sources/marked_attributes.h"

namespace tamis::metadata {

// What elements do by being what they are: say something about the page, have a place in PageScan,
// say something by an address, if that or `rel` is of the right kind.
enum TagUse : uint8_t { kSpeaks = 1, kListed = 2, kLesserHeading = 4, kLinks = 8 };
extern const std::array<uint8_t, html::names::kHtmlTagEnd> kTagUses;

// Those of an element of HTML.
inline uint8_t UsesOf(const html::Node& node) {
  return node.name < kTagUses.size() ? kTagUses[node.name] : uint8_t{0};
}

class TellingNodes {
 public:
  // In the order of their ids, texts and elements of HTML. Some may say nothing after all. Valid
  // until the next call.
  std::span<const html::NodeId> Find(const html::Dom& dom);

  // Whether an attribute of this element may say something whatever its tag is, or is a link that
  // may.
  bool HasTellingAttribute(const html::Node& element, uint8_t uses) const {
    const uint32_t asked = html::kNodeHasItem | ((uses & kLinks) != 0 ? html::kNodeHasRel : 0);
    return (element.flags & asked) != 0 || marked_.AmongThoseOf(element);
  }

 private:
  std::span<const html::NodeId> Collect(const html::Dom& dom);

  MarkedAttributes marked_;
  std::vector<html::NodeId> ids_;
};

}  // namespace tamis::metadata
