// Phone numbers. A number counts when one of these holds:
//   international  "+", a country code in use, and as many digits as a subscriber number has;
//   labelled       a word such as "Tel." or "Fax" stands before it;
//   national form  grouped as only phone numbers are: (212) 555-0100, 212-555-0100, 01 42 68 53 00,
//                  030 12345678, 03-1234-5678, (11) 91234-5678.
// The catch: dates, prices, ISBNs, scores and ids are digits with marks too. So a number never
// begins or ends inside a longer run of digits and letters, groups are parted by one kind of mark,
// and thousands ("12 500 000") and dates ("12.05.2021") have no national form.
//
// Source:  ITU-T E.164 (length, country codes); the North American Numbering Plan (area code and
//          exchange begin with 2 to 9); the numbering plans of France, the United Kingdom, Germany,
//          Japan and Brazil for the forms above.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "text/pii/matchers.h"

namespace tamis::text::pii {
namespace {

constexpr size_t kMaxDigits = 15;
constexpr size_t kMaxGroups = 7;
constexpr size_t kLabelBytes = 28;

// A number as it is written: groups of digits with one mark or two (") ") between.
struct Written {
  size_t begin = 0, end = 0;
  std::array<char, kMaxDigits + 1> digits{};
  size_t size = 0;
  std::array<uint8_t, kMaxGroups> groups{};
  std::array<char, kMaxGroups> marks{};  // before each group: ' ', '-', '.', '/', ')' or 0
  size_t group_count = 0;
  bool plus = false;
  bool bracket = false;  // the first group stands in brackets

  bool MarksAre(char mark, size_t first = 1) const {
    for (size_t i = first; i < group_count; ++i) {
      if (marks[i] != mark) return false;
    }
    return true;
  }
  bool GroupsAre(std::initializer_list<int> sizes) const {
    return sizes.size() == group_count &&
           std::equal(sizes.begin(), sizes.end(), groups.begin(),
                      [](int a, uint8_t b) { return a == static_cast<int>(b); });
  }
};

// The mark at `i` between two groups: how many bytes, and which; 0 bytes when there is none.
size_t MarkAt(std::string_view text, size_t i, char& mark) {
  size_t size = 0;
  mark = 0;
  while (size < 3 && i + size < text.size()) {
    const char c = text[i + size];
    if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '(' && c != ')') break;
    if (c != ' ' && mark != 0 && mark != ' ' && !(mark == '(' || c == '(' || mark == ')')) break;
    if (mark == 0 || mark == ' ') mark = c;
    if (c == ')') mark = c;
    ++size;
  }
  const bool digit = i + size < text.size() && IsDigit(text[i + size]);
  return digit ? size : 0;
}

// False when it is too long to be a phone number.
bool Read(std::string_view text, size_t at, Written& n) {
  n.begin = at;
  n.plus = text[at] == '+';
  size_t i = at + n.plus;
  if (i < text.size() && text[i] == '(') ++i;
  n.bracket = !n.plus && at > 0 && text[at - 1] == '(';
  char mark = n.bracket ? '(' : '\0';
  while (i < text.size() && IsDigit(text[i])) {
    if (n.group_count == kMaxGroups) return false;
    n.marks[n.group_count] = mark;
    const size_t begin = i;
    for (; i < text.size() && IsDigit(text[i]); ++i) {
      if (n.size == kMaxDigits) return false;
      n.digits[n.size++] = text[i];
    }
    n.groups[n.group_count++] = static_cast<uint8_t>(i - begin);
    n.end = i;
    const size_t gap = MarkAt(text, i, mark);
    if (gap == 0) break;
    i += gap;
  }
  return true;
}

bool BorderBefore(std::string_view text, const Written& n) {
  size_t begin = n.begin - n.bracket;
  if (begin == 0) return true;
  const char c = text[begin - 1];
  if (c == ' ' && begin > 1) {
    // "1 (212) 555-0100" began before; "No 12 030 ..." too.
    return !IsDigit(text[begin - 2]) || n.plus;
  }
  return !IsAlnum(c) && c != '.' && c != ',' && c != '-' && c != '/' && c != '_' && c != '+' &&
         c != '#' && c != '=' && c != '$' && c != '*' && c != '&' && c != '%';
}

bool BorderAfter(std::string_view text, const Written& n) {
  if (n.end >= text.size()) return true;
  const char c = text[n.end];
  const bool more = n.end + 1 < text.size() && IsAlnum(text[n.end + 1]);
  if (IsAlnum(c) || c == '_' || c == '%' || c == '=' || c == '*') return false;
  if ((c == '.' || c == ',' || c == ':' || c == '-' || c == '/') && more) return false;
  if (c == ' ' && n.end + 3 < text.size()) {
    // Prices and sizes: a currency or unit behind.
    const std::string_view next = text.substr(n.end + 1);
    for (const std::string_view unit :
         {"\u20AC", "\u00A3", "\u20BD", "\u00A5", "$", "EUR", "USD", "GBP", "kg", "km", "mm"}) {
      if (next.starts_with(unit)) return false;
    }
  }
  return true;
}

// How many digits the country code has; 0 when none begins so. Source: E.164, list of 2024.
size_t CountryCodeSize(std::string_view digits) {
  if (digits.size() < 3) return 0;
  if (digits[0] == '1' || digits[0] == '7') return 1;
  const int two = (digits[0] - '0') * 10 + (digits[1] - '0');
  constexpr std::array kTwo = {20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46,
                               47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63,
                               64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98};
  if (std::binary_search(kTwo.begin(), kTwo.end(), two)) return 2;
  constexpr std::array kThreeBegin = {21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50,
                                      59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99};
  if (digits.starts_with("999")) return 0;
  return std::binary_search(kThreeBegin.begin(), kThreeBegin.end(), two) ? 3 : 0;
}

bool IsNorthAmerican(std::string_view ten) {
  return ten.size() == 10 && ten[0] >= '2' && ten[3] >= '2' && !(ten[1] == '1' && ten[2] == '1');
}

bool IsInternational(const Written& n) {
  const std::string_view digits(n.digits.data(), n.size);
  const size_t code = CountryCodeSize(digits);
  if (code == 0) return false;
  const std::string_view national = digits.substr(code);
  if (digits[0] == '1') return IsNorthAmerican(national);
  if (national.starts_with("000") || national.size() < 6) return false;
  return n.size >= (code == 3 ? 9 : 10);
}

bool IsNationalForm(const Written& n) {
  const std::string_view digits(n.digits.data(), n.size);
  const char mark = n.group_count > 1 ? n.marks[1] : '\0';
  const bool same_marks = n.MarksAre(mark);
  if (IsNorthAmerican(digits) && n.GroupsAre({3, 3, 4})) {
    if (n.bracket)
      return mark == ')' && (n.marks[2] == '-' || n.marks[2] == ' ' || n.marks[2] == '.');
    return same_marks && (mark == '-' || mark == '.');
  }
  if (n.bracket && mark == ')' && n.group_count == 3 && n.groups[0] == 2 && n.groups[2] == 4 &&
      (n.groups[1] == 4 || n.groups[1] == 5) && n.marks[2] == '-') {
    return true;  // Brazil
  }
  if (digits.size() < 10 || digits.size() > 11 || digits[0] != '0' || digits[1] == '0')
    return false;
  if (n.GroupsAre({2, 2, 2, 2, 2})) return same_marks && (mark == ' ' || mark == '.');
  if (n.bracket) return mark == ')' && n.group_count <= 4 && n.groups[0] >= 3;
  if (n.group_count == 3 && same_marks && mark == '-') {
    return n.groups[2] == 4 && n.groups[1] >= 3 && n.groups[0] <= 4;  // Japan
  }
  const bool long_first = n.groups[0] >= 3 && n.groups[0] <= 5;
  return long_first && n.group_count >= 2 && n.group_count <= 4 &&
         (mark == ' ' || mark == '/' || mark == '-') && n.MarksAre(' ', 2) && n.groups[1] >= 3;
}

// Words that say "phone", in lower case; those of few letters must stand alone.
constexpr std::string_view kLabels[] = {
    "tel",
    "phone",
    "fax",
    "mobil",
    "cell",
    "handy",
    "whatsapp",
    "t\u00E9l",
    "telefon",
    "call",
    "hotline",
    "m\u00F3vil",
    "gsm",
    "\u0442\u0435\u043B",
    "\u96FB\u8A71",
    "\u7535\u8BDD",
    "\uC804\uD654",
    "\u0647\u0627\u062A\u0641",
    "\u03C4\u03B7\u03BB",
};

bool IsLabelled(std::string_view text, size_t begin) {
  const size_t from = begin - std::min(begin, kLabelBytes);
  std::string_view before = text.substr(from, begin - from);
  // The label stands in the same line, and no other number between.
  const size_t line = before.find_last_of("\n0123456789");
  if (line != std::string_view::npos) before.remove_prefix(line + 1);
  for (const std::string_view label : kLabels) {
    for (size_t i = 0; i + label.size() <= before.size(); ++i) {
      size_t same = 0;
      while (same < label.size() &&
             (before[i + same] == label[same] || (before[i + same] | 0x20) == label[same]))
        ++same;
      if (same < label.size()) continue;
      if (i == 0 || !IsLetter(before[i - 1]) || label.size() > 4) return true;
    }
  }
  return false;
}

bool LooksLikeADate(const Written& n) {
  if (n.group_count != 3) return false;
  const bool year_last = n.groups[0] <= 2 && n.groups[1] <= 2 && n.groups[2] == 4;
  const bool year_first = n.groups[0] == 4 && n.groups[1] <= 2 && n.groups[2] <= 2;
  return year_last || year_first;
}

}  // namespace

Range MatchPhone(std::string_view text, size_t at) {
  Written n;
  if (!Read(text, at, n) || n.size < 7) return {};
  if (!BorderBefore(text, n) || !BorderAfter(text, n)) return {};
  const Range range{n.begin - n.bracket, n.end};
  if (n.plus) return IsInternational(n) ? range : Range{};
  if (IsNationalForm(n)) return range;
  if (LooksLikeADate(n)) return {};
  const bool grouped_or_long = n.group_count > 1 || n.size >= 8;
  return grouped_or_long && IsLabelled(text, n.begin - n.bracket) ? range : Range{};
}

}  // namespace tamis::text::pii
