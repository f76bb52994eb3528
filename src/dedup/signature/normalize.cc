#include "dedup/signature/normalize.h"

#include <algorithm>

#include "base/unicode/compose.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::dedup {
namespace {

struct Range {
  char32_t first, last;
};

// In order.
constexpr Range kDropped[] = {
    {0x00AD, 0x00AD}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x05C7, 0x05C7}, {0x0640, 0x0640}, {0x064B, 0x0652}, {0x0670, 0x0670}, {0x200B, 0x200F},
    {0x202A, 0x202E}, {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

bool IsDropped(char32_t c) {
  const Range* range = std::lower_bound(std::begin(kDropped), std::end(kDropped), c,
                                        [](Range r, char32_t value) { return r.last < value; });
  return range != std::end(kDropped) && c >= range->first;
}

// Appends at `out` and returns the new end: at most 6 bytes for a character of 2 bytes or more.
char* AppendCharacter(char32_t c, char* out) {
  std::string utf8;
  AppendUtf8(c, utf8);
  return std::copy(utf8.begin(), utf8.end(), out);
}

// Kana stand between spaces: "か ".
bool IsVoicingMark(char32_t c) { return c == 0x3099 || c == 0x309A; }

// Puts `mark` and the letter before it, which stands in [begin, out), together where they are one
// character; null when they are not. Marks between the two are passed over as NFC does.
char* Join(char32_t mark, char* begin, char* out) {
  constexpr int kMostMarks = 16;  // on one letter
  const uint8_t own_class = unicode::CombiningClass(mark);
  char* end = out - (IsVoicingMark(mark) && out != begin && out[-1] == ' ');
  for (int passed = 0; end != begin && passed < kMostMarks; ++passed) {
    char* start = end - 1;
    while (start != begin && (static_cast<unsigned char>(*start) & 0xC0) == 0x80) --start;
    size_t i = 0;
    const char32_t before = DecodeUtf8({start, static_cast<size_t>(end - start)}, i);
    const uint8_t its_class = unicode::CombiningClass(before);
    if (its_class == 0) {
      if (before == 'i' && mark == 0x0307) return out;  // the lower case of U+0130 is "i"
      const char32_t joined = unicode::Compose(before, mark);
      if (joined == 0) return nullptr;
      const std::string rest(end, out);
      return std::copy(rest.begin(), rest.end(), AppendCharacter(joined, start));
    }
    if (its_class >= own_class) return nullptr;
    end = start;
  }
  return nullptr;
}

// Where a character outside ASCII goes, behind what is in [begin, out): at most three times the
// bytes it was read from.
char* AppendOther(char32_t c, char* begin, char* out) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  const uint16_t flags = unicode::FlagsOf(c);
  // Marks, and the letters of Hangul.
  if (((flags & unicode::kMark) != 0 || (c >= 0x1100 && c < 0x1200)) && unicode::MayCompose(c)) {
    if (char* joined = Join(c, begin, out); joined != nullptr) return joined;
  }
  if ((flags & unicode::kUnspaced) != 0) {
    *out++ = ' ';
    out = AppendCharacter(c, out);
    *out++ = ' ';
  } else if (IsDropped(c)) {
    return out;
  } else if ((flags & (unicode::kWord | unicode::kMark)) != 0) {
    out = AppendCharacter(unicode::ToLower(c), out);
  } else {
    *out++ = ' ';
  }
  return out;
}

}  // namespace

void Normalize(std::string_view text, const SignatureKernels& kernels, std::string& out) {
  // The longest growth is that of a two-byte character with a space on either side, or of U+FFFD
  // for one byte, which becomes a single space.
  out.resize(text.size() * 2 + 16 + kNormalPadding);
  char* end = out.data();
  size_t i = 0;
  while (i < text.size()) {
    const size_t ascii = kernels.normalize_ascii(text.data() + i, text.size() - i, end);
    i += ascii;
    end += ascii;
    // Texts outside English change between the two at every other letter.
    while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80) {
      end = AppendOther(DecodeUtf8(text, i), out.data(), end);
    }
  }
  std::fill_n(end, kNormalPadding, ' ');
  out.resize(static_cast<size_t>(end - out.data()) + kNormalPadding);
}

}  // namespace tamis::dedup
