// UTF-8 in small steps: append, decode, count. Whole-buffer validation is in utf8.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The most bytes that a code point takes.
inline constexpr size_t kMaxUtf8 = 4;

// Writes one code point and returns how many bytes it takes. REQUIRES: a Unicode scalar value;
// others become U+FFFD; room for kMaxUtf8 bytes
inline size_t EncodeUtf8(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacementCharacter;
  const size_t bytes = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = bytes - 1; i > 0; --i) {
    out[i] = static_cast<char>(0x80 | (c & 0x3F));
    c >>= 6;
  }
  constexpr unsigned char kLead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = static_cast<char>(kLead[bytes] | c);
  return bytes;
}

// Appends one code point, as EncodeUtf8().
inline void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  char bytes[kMaxUtf8];
  out.append(bytes, EncodeUtf8(c, bytes));
}

// Decodes the code point at text[i] and moves i past it. Bytes that are not UTF-8 give U+FFFD
// and move past the longest prefix of a sequence, at least one byte, as the WHATWG decoder does.
// REQUIRES: i < text.size()
char32_t DecodeUtf8(std::string_view text, size_t& i);

// Bytes from the start of `text` that are valid UTF-8; text.size() when all of it is.
size_t ValidUtf8Prefix(std::string_view text);

// Appends `bytes` with every ill-formed sequence replaced by U+FFFD (WHATWG UTF-8 decode).
void AppendUtf8Lossy(std::string_view bytes, std::string& out);

}  // namespace tamis
