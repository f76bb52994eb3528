// Numbers of payment cards: the length and first digits of an issuer, groups as cards print them,
// and the check digit.
//
// Source: ISO/IEC 7812-1 (Luhn's check digit, annex B); the issuers' published ranges. Numbers of
//         13 digits are left to ISBNs and times.

#include <array>
#include <cstdint>
#include <string_view>

#include "text/pii/matchers.h"

namespace tamis::text::pii {
namespace {

constexpr size_t kMinDigits = 14, kMaxDigits = 19;

struct Number {
  std::array<uint8_t, kMaxDigits> digits{};
  size_t size = 0;
  uint32_t First(size_t n) const {
    uint32_t value = 0;
    for (size_t i = 0; i < n; ++i) value = value * 10 + digits[i];
    return value;
  }
};

bool HasIssuer(const Number& n) {
  const uint32_t two = n.First(2);
  const uint32_t three = n.First(3);
  const uint32_t four = n.First(4);
  if (n.size == 15) return two == 34 || two == 37;  // American Express
  if (n.size == 14) return two == 36 || two == 38 || (three >= 300 && three <= 305);  // Diners Club
  if (n.digits[0] == 4) return n.size == 16 || n.size == 19;                          // Visa
  if (n.size < 16) return false;
  const bool mastercard = (two >= 51 && two <= 55) || (four >= 2221 && four <= 2720);
  const bool discover = four == 6011 || two == 65 || (three >= 644 && three <= 649);
  const bool jcb = four >= 3528 && four <= 3589;
  return (n.size == 16 && (mastercard || discover || jcb)) || two == 62;  // 62: UnionPay
}

bool LuhnHolds(const Number& n) {
  uint32_t sum = 0;
  for (size_t i = 0; i < n.size; ++i) {
    const uint32_t digit = n.digits[n.size - 1 - i];
    sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 == 0;
}

bool IsUniform(const Number& n) {
  for (size_t i = 1; i < n.size; ++i) {
    if (n.digits[i] != n.digits[0]) return false;
  }
  return true;
}

bool BorderBefore(char c) {
  return !IsAlnum(c) && c != '-' && c != '.' && c != ',' && c != '/' && c != '_' && c != '=' &&
         c != '#' && c != '+' && c != '&';
}

}  // namespace

Range MatchCard(std::string_view text, size_t at) {
  if (at > 0 && !BorderBefore(text[at - 1])) return {};
  Number number;
  char separator = 0;
  size_t group = 0;
  size_t i = at;
  for (; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      if (number.size == kMaxDigits) return {};
      number.digits[number.size++] = static_cast<uint8_t>(text[i] - '0');
      ++group;
      continue;
    }
    const bool parts = (text[i] == ' ' || text[i] == '-') && i + 1 < text.size() &&
                       IsDigit(text[i + 1]) && (separator == 0 || text[i] == separator);
    // Groups of four; the second and third of American Express and Diners Club are 6 and 5, 6
    // and 4.
    if (!parts || (group != 4 && !(group == 6 && number.size == 10))) break;
    separator = text[i];
    group = 0;
  }
  if (number.size < kMinDigits || (separator != 0 && group > 5)) return {};
  if (i < text.size() && (IsAlnum(text[i]) || text[i] == '_' || text[i] == '/')) return {};
  if (i + 1 < text.size() && (text[i] == '-' || text[i] == '.') && IsAlnum(text[i + 1])) return {};
  if (!HasIssuer(number) || !LuhnHolds(number) || IsUniform(number)) return {};
  return {at, i};
}

}  // namespace tamis::text::pii
