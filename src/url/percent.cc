#include "url/percent.h"

#include <algorithm>

#include "base/find_any.h"

namespace tamis::url {
namespace {

constexpr uint8_t Bit(EncodeSet set) { return static_cast<uint8_t>(1u << static_cast<int>(set)); }

// For each byte, the sets that hold it.
struct SetTable {
  uint8_t sets[256] = {};
  constexpr SetTable() {
    for (int c = 0; c < 256; ++c) {
      if (c < 0x20 || c > 0x7E) sets[c] = 0x3F;
    }
    constexpr uint8_t kFromFragment = 0x3F & ~Bit(EncodeSet::kControl);
    constexpr uint8_t kFromQuery = kFromFragment & ~Bit(EncodeSet::kFragment);
    constexpr uint8_t kFromPath = Bit(EncodeSet::kPath) | Bit(EncodeSet::kUserinfo);
    Add(" \"<>", kFromFragment);
    Add("`", Bit(EncodeSet::kFragment) | kFromPath);
    Add("#", kFromQuery);
    Add("'", Bit(EncodeSet::kSpecialQuery));
    Add("?^{}", kFromPath);
    Add("/:;=@[\\]|", Bit(EncodeSet::kUserinfo));
  }
  constexpr void Add(std::string_view bytes, uint8_t in) {
    for (const char c : bytes) sets[static_cast<unsigned char>(c)] |= in;
  }
};
constexpr SetTable kSets;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void AppendEncoded(std::string_view text, EncodeSet set, std::string& out) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto encoded = [set](char c) {
    return (kSets.sets[static_cast<unsigned char>(c)] & Bit(set)) != 0;
  };
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    while (i < text.size() && !encoded(text[i])) ++i;
    out.append(text.substr(begin, i - begin));
    for (; i < text.size() && encoded(text[i]); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const char escape[] = {'%', kHex[byte >> 4], kHex[byte & 15]};
      out.append(escape, sizeof escape);
    }
  }
}

int EscapedByte(std::string_view text, size_t i) {
  if (i + 2 >= text.size() || text[i] != '%') return -1;
  const int high = HexDigit(text[i + 1]);
  const int low = HexDigit(text[i + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void AppendDecoded(std::string_view text, std::string& out) {
  while (true) {
    const size_t plain = std::min(FindAnyOf<'%'>(text), text.size());
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    const int byte = EscapedByte(text, plain);
    out.push_back(byte < 0 ? '%' : static_cast<char>(byte));
    text.remove_prefix(plain + (byte < 0 ? 1 : 3));
  }
}

}  // namespace tamis::url
