// The character classes of the standard. https://infra.spec.whatwg.org/#code-points

#pragma once

#include <cstdint>

#include "base/ascii.h"

namespace tamis::html {

// Tab, LF, FF, CR, space. (Inside the tokenizer CR stands for a newline.)
constexpr bool IsWhitespace(int c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}
// The value of a hexadecimal digit; 255 for any other byte.
constexpr uint32_t HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<uint32_t>(c - 'A' + 10);
  return 255;
}
constexpr bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }
constexpr bool IsNoncharacter(char32_t c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || ((c & 0xFFFE) == 0xFFFE && c <= 0x10FFFF);
}

}  // namespace tamis::html
