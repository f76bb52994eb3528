#include <algorithm>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/decide/decider.h"

namespace tamis::extract {
namespace {

// Titles are compared over so many bytes of the candidate.
constexpr size_t kMaxTitle = 512;
// A heading inside a candidate ("Heading | Site") must be this long to name it, in characters.
constexpr size_t kMinContained = 8;

// Lower case letters and digits only, a space between words.
void Fold(std::string_view text, std::string& out) {
  out.clear();
  bool gap = false;
  for (size_t i = 0; i < text.size() && out.size() < kMaxTitle;) {
    const char32_t c = DecodeUtf8(text, i);
    if (!unicode::IsWordCharacter(c) && !unicode::IsMark(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    AppendUtf8(unicode::ToLower(c), out);
  }
}

}  // namespace

uint32_t FindTitle(const PageBlocks& page, std::span<const std::string_view> titles) {
  std::string title;
  std::string heading;
  for (const std::string_view candidate : titles) {
    Fold(candidate, title);
    if (title.empty()) continue;
    uint32_t contained = kNoBlock;  // the longest
    size_t longest = kMinContained - 1;
    for (uint32_t i = 0; i < page.blocks.size(); ++i) {
      if (page.blocks[i].kind != BlockKind::kHeading) continue;
      Fold(page.Text(page.blocks[i]), heading);
      if (heading == title) return i;
      if (heading.size() > longest && title.find(heading) != std::string::npos) {
        longest = heading.size();
        contained = i;
      }
    }
    if (contained != kNoBlock) return contained;
  }
  uint32_t only = kNoBlock;
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    if (page.blocks[i].kind != BlockKind::kHeading || page.blocks[i].level != 1) continue;
    if (only != kNoBlock) return kNoBlock;
    only = i;
  }
  return only;
}

}  // namespace tamis::extract
