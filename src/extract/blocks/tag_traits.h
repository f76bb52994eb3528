// What each tag means for cutting a page into blocks.

#pragma once

#include <array>
#include <cstdint>

#include "extract/blocks/hints.h"
#include "html/names/names.h"
#include "tamis/document.h"

namespace tamis::extract {

struct TagTraits {
  static constexpr uint16_t kBreak = 1 << 0;  // starts and ends a block
  static constexpr uint16_t kSkip = 1 << 1;   // what stands inside is not text of the page
  static constexpr uint16_t kKind = 1 << 2;   // gives its blocks `kind`
  static constexpr uint16_t kPre = 1 << 3;    // keeps white space
  static constexpr uint16_t kLeaf = 1 << 4;   // img, br and the like: leaves of a run
  static constexpr uint16_t kLine = 1 << 5;   // inside <pre>: a line, not a block
  static constexpr uint16_t kJoins = 1 << 6;  // H<sub>2</sub>O is one word
  static constexpr uint16_t kList = 1 << 7;
  static constexpr uint16_t kOwnRule = 1 << 8;  // html, body, dialog, noscript

  uint16_t flags = 0;
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;  // of a heading
  HintSet hints = 0;

  bool Is(uint16_t any_of) const { return (flags & any_of) != 0; }
};

namespace internal {
extern const std::array<TagTraits, html::names::kHtmlTagEnd> kTagTraits;
inline constexpr TagTraits kInlineTraits{};
inline constexpr TagTraits kCustomTraits{.flags = TagTraits::kBreak};
}  // namespace internal

// Traits of an HTML element. Names beyond the standard's: a hyphen (a custom element) breaks,
// any other is inline.
inline const TagTraits& TraitsOf(html::NameId tag) {
  return tag < html::names::kHtmlTagEnd ? internal::kTagTraits[tag] : internal::kInlineTraits;
}
inline const TagTraits& CustomElementTraits() { return internal::kCustomTraits; }

}  // namespace tamis::extract
