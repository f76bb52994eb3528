// IPv4 in dotted decimal and IPv6, of the public Internet only: private, reserved and
// documentation ranges identify nobody.
//
// Source: RFC 4291, 2.2 (text form of IPv6); the IANA special-purpose address registries for IPv4
//         (RFC 6890). Four numbers are also how versions and chapters are written: without a number
//         of 100 and more, a word like "IP" or "server" must stand before.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "text/pii/matchers.h"

namespace tamis::text::pii {
namespace {

constexpr uint32_t kSurelyAnAddress = 100;
constexpr size_t kContextBytes = 40;
constexpr size_t kMaxIpv6 = 39;

bool IsSpecial(const std::array<uint32_t, 4>& ip) {
  const uint32_t a = ip[0], b = ip[1], c = ip[2];
  return a == 0 || a == 10 || a == 127 || a >= 224 || (a == 100 && b >= 64 && b < 128) ||
         (a == 169 && b == 254) || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) ||
         (a == 192 && b == 0 && (c == 0 || c == 2)) || (a == 198 && (b == 18 || b == 19)) ||
         (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
}

bool HasWord(std::string_view before, std::string_view lower) {
  for (size_t i = 0; i + lower.size() <= before.size(); ++i) {
    size_t same = 0;
    while (same < lower.size() && (before[i + same] | 0x20) == lower[same]) ++same;
    if (same == lower.size() && (i == 0 || !IsLetter(before[i - 1]))) return true;
  }
  return false;
}

bool SpeaksOfVersions(std::string_view before) {
  for (const std::string_view word : {"version", "ver", "v", "release", "build", "firmware",
                                      "chapter", "section", "update", "driver", "rev"}) {
    const size_t size = before.size();
    const std::string_view tail = before.substr(size - std::min(size, word.size() + 2));
    if (HasWord(tail, word)) return true;
  }
  return false;
}

bool SpeaksOfHosts(std::string_view before) {
  for (const std::string_view word : {"ip", "ipv4", "address", "host", "server", "dns", "ping"}) {
    if (HasWord(before, word)) return true;
  }
  return false;
}

// The end of four numbers of 0 to 255 from `at` on, or `at`.
size_t ParseIpv4(std::string_view text, size_t at, std::array<uint32_t, 4>& ip) {
  size_t i = at;
  for (size_t part = 0; part < 4; ++part) {
    if (part > 0 && (i >= text.size() || text[i++] != '.')) return at;
    const size_t begin = i;
    uint32_t value = 0;
    while (i < text.size() && i - begin < 4 && IsDigit(text[i])) {
      value = value * 10 + static_cast<uint32_t>(text[i++] - '0');
    }
    const bool leading_zero = i - begin > 1 && text[begin] == '0';
    if (i == begin || i - begin > 3 || value > 255 || leading_zero) return at;
    ip[part] = value;
  }
  return i;
}

Range MatchIpv4(std::string_view text, size_t at) {
  std::array<uint32_t, 4> ip{};
  const size_t end = ParseIpv4(text, at, ip);
  if (end == at || IsSpecial(ip)) return {};
  if (end < text.size()) {
    const char after = text[end];
    const bool more = end + 1 < text.size() && IsAlnum(text[end + 1]);
    if (IsAlnum(after) || after == '_' || ((after == '.' || after == '-') && more)) return {};
  }
  if (at > 0) {
    const char before = text[at - 1];
    const bool bare = at == 1 || text[at - 2] != '/';
    if (IsAlnum(before) || before == '.' || before == '-' || before == '_') return {};
    if (before == '/' && bare) return {};  // "Chrome/98.0.4758.102"; "http://1.2.3.4" is one
  }
  const size_t context = at - std::min(at, kContextBytes);
  const std::string_view before = text.substr(context, at - context);
  if (SpeaksOfVersions(before)) return {};
  bool large = false;
  for (const uint32_t part : ip) large |= part >= kSurelyAnAddress;
  return large || SpeaksOfHosts(before) ? Range{at, end} : Range{};
}

constexpr bool IsHex(char c) { return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

// A global unicast address: 2000::/3, so it begins with the digit 2 or 3 and four digits.
Range MatchIpv6(std::string_view text, size_t at) {
  if ((text[at] != '2' && text[at] != '3') ||
      (at > 0 && (IsAlnum(text[at - 1]) || text[at - 1] == ':'))) {
    return {};
  }
  int groups = 0;
  bool shortened = false;
  size_t i = at;
  while (i < text.size() && i - at < kMaxIpv6) {
    const size_t begin = i;
    while (i < text.size() && i - begin < 5 && IsHex(text[i])) ++i;
    if (i - begin > 4 || (groups == 0 && i - begin != 4)) return {};
    if (i == begin) break;  // "::" at the end
    ++groups;
    if (i + 1 >= text.size() || text[i] != ':') break;
    if (text[i + 1] == ':') {
      if (shortened) return {};
      shortened = true;
      i += 2;
    } else if (IsHex(text[i + 1])) {
      ++i;
    } else {
      break;
    }
  }
  const bool whole = groups == 8 || (shortened && groups >= 2 && groups < 8);
  if (!whole || (i < text.size() && (IsAlnum(text[i]) || text[i] == '_'))) return {};
  if (text.substr(at).starts_with("2001:db8:") || text.substr(at).starts_with("2001:0db8:")) {
    return {};  // documentation
  }
  return {at, i};
}

}  // namespace

Range MatchIp(std::string_view text, size_t at) {
  // Most numbers are neither: look at what follows the first digits.
  size_t i = at + 1;
  while (i < text.size() && i - at < 4 && IsHex(text[i])) ++i;
  if (i >= text.size()) return {};
  if (text[i] == '.') return MatchIpv4(text, at);
  return text[i] == ':' ? MatchIpv6(text, at) : Range{};
}

}  // namespace tamis::text::pii
