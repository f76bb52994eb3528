// What elements of HTML itself say: <title>, <h1>, <time>, <link>, <a rel>, <html lang>, <base>.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "html/dom/dom.h"
#include "metadata/facts.h"
#include "metadata/sources/visible.h"

namespace tamis::metadata {

// What an element says that is no Fact.
struct PageAttributes {
  std::string html_lang;
  std::string base_href;
};

// Any element but a link. `scratch` is working memory.
void ReadElement(const html::Dom& dom, html::NodeId id, Facts& facts, PageAttributes& page,
                 std::string& scratch);

// What an <a>, an <area> or a <link> says about its address.
struct Link {
  uint32_t rels = 0;  // RelsOf() its rel
  std::string_view href;
};
void ReadAnchor(const html::Dom& dom, html::NodeId id, const Link& link, Facts& facts,
                std::string& scratch);
void ReadLinkElement(const html::Dom& dom, html::NodeId id, const Link& link, Facts& facts,
                     std::string& scratch);

// REQUIRES: `id` is a <time> element.
void ReadTime(const html::Dom& dom, html::NodeId id, VisibleReader& visible, std::string& scratch);

// Whether a class names the author's line, and not a box about him, a comment or a card.
bool IsByline(std::string_view classes);
void ReadByline(const html::Dom& dom, html::NodeId id, Facts& facts, std::string& scratch);

// The words of a `rel` that say something about the page, a bit each.
inline constexpr uint32_t kRelCanonical = 1, kRelAlternate = 2, kRelImage = 4, kRelLicense = 8,
                          kRelAuthor = 16, kRelTag = 32,
                          kRelHoldsLicense = 64;  // a word with "license" in it, such as cc:license
inline constexpr uint32_t kLinkRels = kRelCanonical | kRelAlternate | kRelImage | kRelLicense;
inline constexpr uint32_t kAnchorRels = kRelLicense | kRelAuthor | kRelTag;
inline constexpr uint32_t kTellingRels = kAnchorRels | kRelHoldsLicense;  // of <a> and <area>
uint32_t RelsOf(std::string_view rel);

}  // namespace tamis::metadata
