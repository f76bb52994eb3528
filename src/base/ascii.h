// ASCII letters, whatever the locale. https://infra.spec.whatwg.org/#ascii-code-point

#pragma once

#include <algorithm>
#include <string_view>

namespace tamis {

constexpr bool IsAsciiUpper(int c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiAlpha(int c) { return (c >= 'a' && c <= 'z') || IsAsciiUpper(c); }
constexpr bool IsAsciiAlphanumeric(int c) { return IsAsciiAlpha(c) || (c >= '0' && c <= '9'); }
constexpr char ToAsciiLower(char c) {
  return IsAsciiUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Whether the two are equal but for the case of ASCII letters.
constexpr bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return ToAsciiLower(x) == ToAsciiLower(y);
         });
}

// Whether `text` holds `lower`, which must be lower case; ASCII letters compare without case.
constexpr bool ContainsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return ToAsciiLower(a) == b; }) != text.end();
}

}  // namespace tamis
