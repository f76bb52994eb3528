// One function a kind of personal data. Each looks at one place of the text and returns the range
// found there; empty when there is none. None reads more than 100 bytes to either side.

#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::text::pii {

struct Range {
  size_t begin = 0;
  size_t end = 0;
  bool empty() const { return begin == end; }
};

// REQUIRES: text[at] == '@'
Range MatchEmail(std::string_view text, size_t at);

// REQUIRES for the others: text[at] is a digit, and no digit stands before it.
Range MatchIp(std::string_view text, size_t at);
Range MatchIban(std::string_view text, size_t at);
Range MatchCard(std::string_view text, size_t at);
// `at` may also be that of a '+'.
Range MatchPhone(std::string_view text, size_t at);

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool IsAlnum(char c) { return IsDigit(c) || IsLetter(c); }
constexpr bool IsBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

}  // namespace tamis::text::pii
