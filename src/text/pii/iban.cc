// Source: ISO 13616-1: two letters of the country, two check digits, up to 30 letters and digits;
//         all of it, the first four moved to the end, letters as 10 to 35, is 1 modulo 97. Lengths
//         are those of the SWIFT IBAN registry.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "text/pii/matchers.h"

namespace tamis::text::pii {
namespace {

struct Country {
  std::string_view code;
  size_t length;
};
constexpr Country kCountries[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20},
    {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MD", 24},
    {"ME", 22}, {"MK", 19}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NL", 18}, {"NO", 15}, {"PK", 24},
    {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"SA", 24}, {"SC", 31},
    {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"ST", 25}, {"SV", 28}, {"TL", 23}, {"TN", 24},
    {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20},
};

size_t LengthOf(std::string_view country) {
  const Country* found =
      std::lower_bound(std::begin(kCountries), std::end(kCountries), country,
                       [](const Country& c, std::string_view code) { return c.code < code; });
  return found != std::end(kCountries) && found->code == country ? found->length : 0;
}

uint32_t AppendMod97(uint32_t remainder, char c) {
  if (IsDigit(c)) return (remainder * 10 + static_cast<uint32_t>(c - '0')) % 97;
  return (remainder * 100 + static_cast<uint32_t>(c - 'A') + 10) % 97;
}

}  // namespace

// `at` is that of the check digits.
Range MatchIban(std::string_view text, size_t at) {
  if (at < 2 || !IsUpper(text[at - 1]) || !IsUpper(text[at - 2])) return {};
  const size_t begin = at - 2;
  if (begin > 0 && (IsAlnum(text[begin - 1]) || text[begin - 1] == '_')) return {};
  const size_t length = LengthOf(text.substr(begin, 2));
  if (length == 0 || at + 2 > text.size() || !IsDigit(text[at + 1])) return {};
  uint32_t remainder = 0;
  size_t i = at + 2;
  for (size_t taken = 4; taken < length; ++i) {
    if (i >= text.size()) return {};
    if ((text[i] == ' ' || text[i] == '-') && i + 1 < text.size() && text[i - 1] != text[i])
      continue;
    if (!IsDigit(text[i]) && !IsUpper(text[i])) return {};
    remainder = AppendMod97(remainder, text[i]);
    ++taken;
  }
  if (i < text.size() && IsAlnum(text[i])) return {};
  for (size_t k = 0; k < 4; ++k) remainder = AppendMod97(remainder, text[begin + k]);
  return remainder == 1 ? Range{begin, i} : Range{};
}

}  // namespace tamis::text::pii
