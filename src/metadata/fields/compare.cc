#include "metadata/fields/compare.h"

#include <algorithm>
#include <array>

#include "base/simd/block16.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::metadata {

namespace {

// ASCII letters in lower case and digits; 0 for what is folded away, and beyond ASCII.
constexpr std::array<char, 256> MakeFold() {
  std::array<char, 256> fold{};
  for (char c = '0'; c <= '9'; ++c) fold[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    fold[static_cast<size_t>(c)] = fold[static_cast<size_t>(c) - 32] = c;
  }
  return fold;
}
constexpr std::array<char, 256> kFold = MakeFold();

}  // namespace

void Fold(std::string_view text, std::string& out) {
  out.resize(text.size());
  char* const begin = out.data();
  char* end = begin;
  size_t i = 0;
  for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i) {
    const char folded = kFold[static_cast<unsigned char>(text[i])];
    *end = folded;
    end += folded != 0;
  }
  out.resize(static_cast<size_t>(end - begin));
  while (i < text.size()) {
    if (const auto a = static_cast<unsigned char>(text[i]); a < 0x80) {
      ++i;
      if (kFold[a] != 0) out.push_back(kFold[a]);
      continue;
    }
    const char32_t c = DecodeUtf8(text, i);
    if ((unicode::FlagsOf(c) & (unicode::kWord | unicode::kMark)) != 0) {
      AppendUtf8(unicode::ToLower(c), out);
    }
  }
}

std::string Folded(std::string_view text) {
  std::string out;
  Fold(text, out);
  return out;
}

bool FoldsTo(std::string_view text, std::string_view folded) {
  size_t i = 0;
  while (i < text.size()) {
    if (const auto a = static_cast<unsigned char>(text[i]); a < 0x80) {
      ++i;
      if (kFold[a] == 0) continue;
      if (folded.empty() || folded.front() != kFold[a]) return false;
      folded.remove_prefix(1);
      continue;
    }
    const size_t begin = i;
    DecodeUtf8(text, i);
    const std::string letter = Folded(text.substr(begin, i - begin));
    if (!folded.starts_with(letter)) return false;
    folded.remove_prefix(letter.size());
  }
  return folded.empty();
}

MarkHints::MarkHints(std::string_view text) {
  for (size_t at = 0; at < text.size(); at += 16) {
    const simd::Block16 block(text.data() + at, std::min<size_t>(text.size() - at, 16));
    for (simd::Bits16 spaces = block.AnyOf(' '); spaces != 0; spaces &= spaces - 1) {
      const size_t i = at + simd::FirstBit(spaces);
      if (i + 1 < text.size()) after_space_.Set(text[i + 1]);
      if (i > 0 && text[i - 1] != ' ') before_space_.Set(text[i - 1]);
    }
  }
}

namespace {

// The next letter or digit of `text` from `i` on, in lower case; 0 at the end.
char32_t NextLetter(std::string_view text, size_t& i) {
  while (i < text.size()) {
    if (const auto a = static_cast<unsigned char>(text[i]); a < 0x80) {
      ++i;
      if (kFold[a] != 0) return static_cast<unsigned char>(kFold[a]);
      continue;
    }
    const char32_t c = DecodeUtf8(text, i);
    if ((unicode::FlagsOf(c) & (unicode::kWord | unicode::kMark)) != 0) return unicode::ToLower(c);
  }
  return 0;
}

}  // namespace

bool SameLetters(std::string_view a, std::string_view b) {
  bool any = false;
  for (size_t i = 0, j = 0;; any = true) {
    const char32_t c = NextLetter(a, i);
    if (c != NextLetter(b, j)) return false;
    if (c == 0) return any;
  }
}

}  // namespace tamis::metadata
