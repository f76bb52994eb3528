// Node::flags: what is known of a node without looking at its text or attributes.
//
// The idea: of the texts of a page most are white space between two tags, and of the elements most
// lack what any one reader asks for. Text and attributes pass through the tree builder's hands
// anyway: it notes there what sort they are, and a reader passes over the other nodes by one test.
//
//   if ((node.flags & (kNodeHasItem | kNodeHasRel)) != 0) for (const Attribute& a : ...)
//
// The catch: a bit says that one of its attributes is there, of whatever namespace and value, and
// not which. Names without a bit, as all names of a page's own, are looked for in the attributes;
// Dom::MayHaveAttribute() tells first whether the page has them at all.

#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>

#include "html/names/names.h"

namespace tamis::html {

inline constexpr uint16_t kNodeImplied = 1 << 0;  // no start tag in the page
inline constexpr uint16_t kNodeShadowRoot = 1
                                            << 1;   // kTemplateContent of a declarative shadow root
inline constexpr uint16_t kNodeTextGrows = 1 << 2;  // (internal) text has room in the side buffer
inline constexpr uint16_t kNodeOpen = 1 << 3;       // (internal) on the stack of open elements
inline constexpr uint16_t kNodeFormatting = 1 << 4;      // (internal) active formatting element
inline constexpr uint16_t kNodeAttributesGrow = 1 << 5;  // (internal) attributes have room behind
inline constexpr uint16_t kNodeShadowHost = 1 << 6;      // has a declarative shadow root
inline constexpr uint16_t kNodeBlank = 1 << 7;  // kText: tab, LF, FF, CR and space, nothing else
// kElement: it has at least one of these attributes.
inline constexpr uint16_t kNodeHasClass = 1 << 8;  // class
inline constexpr uint16_t kNodeHasId = 1 << 9;     // id
inline constexpr uint16_t kNodeHides = 1 << 10;    // style, hidden, aria-hidden
inline constexpr uint16_t kNodeHasHref = 1 << 11;  // href, src
inline constexpr uint16_t kNodeHasRole = 1 << 12;  // role, open, aria-level
inline constexpr uint16_t kNodeHasItem = 1
                                         << 13;   // itemprop, itemscope, itemtype, property, typeof
inline constexpr uint16_t kNodeHasRel = 1 << 14;  // rel, name, content
inline constexpr uint16_t kNodeHasTitle = 1 << 15;       // title, datetime
inline constexpr uint16_t kNodeAttributeKinds = 0xFF00;  // the eight above

// The bit of an attribute, shifted to the lowest byte; by its name.
consteval std::array<uint8_t, names::kKnownCount> MakeAttributeKinds() {
  std::array<uint8_t, names::kKnownCount> kinds{};
  const auto set = [&](uint16_t kind, std::initializer_list<NameId> of) {
    for (const NameId name : of) kinds[name] = static_cast<uint8_t>(kind >> 8);
  };
  using namespace names;
  set(kNodeHasClass, {kClass});
  set(kNodeHasId, {kId});
  set(kNodeHides, {kStyle, kHidden, kAriaHidden});
  set(kNodeHasHref, {kHref, kSrc});
  set(kNodeHasRole, {kRole, kOpen, kAriaLevel});
  set(kNodeHasItem, {kItemprop, kItemscope, kItemtype, kProperty, kTypeof});
  set(kNodeHasRel, {kRel, kName, kContent});
  set(kNodeHasTitle, {kTitle, kDatetime});
  return kinds;
}
inline constexpr std::array<uint8_t, names::kKnownCount> kAttributeKinds = MakeAttributeKinds();

// The bit of Node::flags that an attribute of this name sets, or 0.
inline uint16_t KindOfAttribute(NameId name) {
  if (name >= names::kKnownCount) return 0;
  return static_cast<uint16_t>(kAttributeKinds[name] << 8);
}

}  // namespace tamis::html
