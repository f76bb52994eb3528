#include <algorithm>
#include <array>
#include <string_view>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/decide/decider.h"

namespace tamis::extract {
namespace {

// Titles are compared over so many bytes of the candidate.
constexpr size_t kMaxTitle = 512;
// A heading inside a candidate ("Heading | Site") must be this long to name it, in characters.
constexpr size_t kMinContained = 8;

// A text in lower case, letters and digits only, a space between words.
class FoldedText {
 public:
  // Of `text`, until there are `limit` bytes, or a few more.
  void Read(std::string_view text, size_t limit);
  std::string_view text() const { return {room_.data(), size_}; }

 private:
  std::array<char, kMaxTitle + 1 + kMaxUtf8> room_;
  size_t size_ = 0;
};

// Of ASCII, 0 for what parts words.
std::array<char, 128> MakeAsciiFold() {
  std::array<char, 128> table{};
  for (char32_t c = 0; c < table.size(); ++c) {
    if (unicode::IsWordCharacter(c)) table[c] = static_cast<char>(unicode::ToLower(c));
  }
  return table;
}

void FoldedText::Read(std::string_view text, size_t limit) {
  static const std::array<char, 128> kAsciiFold = MakeAsciiFold();
  size_ = 0;
  bool gap = false;
  for (size_t i = 0; i < text.size() && size_ < limit;) {
    const auto byte = static_cast<unsigned char>(text[i]);
    char32_t c = 0;
    if (byte < 0x80) {
      c = static_cast<unsigned char>(kAsciiFold[byte]);
      ++i;
    } else {
      c = DecodeUtf8(text, i);
      c = unicode::IsWordCharacter(c) || unicode::IsMark(c) ? unicode::ToLower(c) : 0;
    }
    if (c == 0) {
      gap = true;
      continue;
    }
    if (gap && size_ > 0) room_[size_++] = ' ';
    gap = false;
    size_ += EncodeUtf8(c, room_.data() + size_);
  }
}

}  // namespace

uint32_t FindTitle(const PageBlocks& page, std::span<const std::string_view> titles) {
  FoldedText title;
  FoldedText heading;
  for (const std::string_view candidate : titles) {
    title.Read(candidate, kMaxTitle);
    const std::string_view wanted = title.text();
    if (wanted.empty()) continue;
    uint32_t contained = kNoBlock;  // the longest
    size_t longest = kMinContained - 1;
    for (uint32_t i = 0; i < page.blocks.size(); ++i) {
      if (page.blocks[i].kind != BlockKind::kHeading) continue;
      // No more of it than tells that it is longer.
      heading.Read(page.Text(page.blocks[i]), std::min(kMaxTitle, wanted.size() + 1));
      const std::string_view found = heading.text();
      if (found == wanted) return i;
      if (found.size() > longest && wanted.find(found) != std::string_view::npos) {
        longest = found.size();
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
