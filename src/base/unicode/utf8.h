// UTF-8 in small steps: append, decode, count. Whole-buffer validation is in utf8.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// Appends one code point. REQUIRES: a Unicode scalar value; others become U+FFFD.
inline void AppendUtf8(char32_t c, std::string& out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacementCharacter;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
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
