#include "url/percent.h"

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
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((kSets.sets[byte] & Bit(set)) == 0) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
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
  for (size_t i = 0; i < text.size(); ++i) {
    const int byte = text[i] == '%' ? EscapedByte(text, i) : -1;
    out.push_back(byte < 0 ? text[i] : static_cast<char>(byte));
    if (byte >= 0) i += 2;
  }
}

}  // namespace tamis::url
