// The line that signs a page, as readers see it: "By Ann Lee", "Written by" before a name, a link
// to the author's page.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "html/dom/dom.h"
#include "metadata/facts.h"

namespace tamis::metadata {

// Bytes of what a line begins with when it signs: "By ", "Written by: ", "Von ", "Texte :"; 0 when
// it does not. A short one counts only before a capital or at the end of the text.
size_t SigningWords(std::string_view line);

inline constexpr size_t kMaxLineBytes = 120;

// Which second and third bytes follow a first one in the words that sign. Of a byte the low five
// bits count, a bit each, so that case is no matter.
struct SigningStart {
  uint32_t second = 0, third = 0;
};
extern const std::array<SigningStart, 32> kSigningStarts;  // by the first byte

// Whether a text, of any case, is short enough for a line that signs and may begin one: a look at
// three bytes.
inline bool MaySign(std::string_view text) {
  if (text.size() < 2) return false;
  const SigningStart& known = kSigningStarts[static_cast<size_t>(text[0] & 31)];
  const uint32_t second = known.second >> (text[1] & 31);
  if (text.size() == 2) return (second & 1) != 0;
  const uint32_t third = known.third >> (text[2] & 31);
  return (second & third & uint32_t{text.size() <= kMaxLineBytes}) != 0;
}

// Looks at a text and, when it signs, adds the line that it begins, up to 120 bytes of the
// elements around it, as an author. `raw`: the text of node `id` without white space before it.
// REQUIRES: MaySign(raw)
// `scratch` is working memory.
void ReadSigningText(const html::Dom& dom, html::NodeId id, std::string_view raw, Facts& facts,
                     std::string& scratch);

// Adds the text of a link whose address, `href`, is that of an author's page: /author/ann-lee.
void ReadAuthorLink(const html::Dom& dom, html::NodeId id, std::string_view href, Facts& facts,
                    std::string& scratch);

}  // namespace tamis::metadata
