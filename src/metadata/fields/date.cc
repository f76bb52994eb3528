// Idea:   cut the text into numbers, words and marks, and hold a few patterns of three against
//         each place, year first, day first, month by name. The time after it is taken only from
//         the ISO forms, where it means one thing.
// Catch:  03/04/2020 is two dates; it is none unless the page's language settles it.

#include "metadata/fields/date.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <vector>

#include "base/ascii.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/months.h"
#include "metadata/word_lists.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxTextBytes = 128;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2199;

struct Token {
  enum Kind : uint8_t { kNumber, kWord, kMark } kind = kMark;
  char32_t first = 0;  // its first character
  int64_t value = 0;   // numbers; words: the month, 0 for none
  uint32_t size = 0;   // numbers: digits
  uint32_t begin = 0;
  uint32_t end = 0;  // byte after it
  bool space_after = false;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysIn(int month, int year) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

std::optional<Date> MakeDate(int64_t year, int64_t month, int64_t day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return {};
  Date date;
  date.year = static_cast<int>(year);
  date.month = static_cast<int>(month);
  date.day = static_cast<int>(day);
  if (date.day > DaysIn(date.month, date.year)) return {};
  return date;
}

std::optional<Date> FromSeconds(int64_t seconds) {
  const Date date = DateOfDay(seconds / 86400);
  return MakeDate(date.year, date.month, date.day);
}

// The value of a decimal digit of the scripts that dates use, or -1.
int DigitValue(char32_t c) {
  if (c < 0x80) return c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u0E50'}) {
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  }
  return -1;
}

char32_t NextCharacter(std::string_view text, size_t& i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte >= 0x80) return DecodeUtf8(text, i);
  ++i;
  return byte;
}

bool IsThai(char32_t c) { return c >= 0x0E00 && c <= 0x0E7F; }

// No date has fewer digits: "4 May 2021".
constexpr uint32_t kMinDigits = 5;

// Words that may stand inside a date: 3rd of March, 3 de marzo de 2021, 2021 m. kovo 4 d.
constexpr std::string_view kGlue[] = {
    "of de del st nd rd th den er d gada m năm ngày года พ ศ the"};
constexpr WordLists<CountWordsOf(kGlue)> kGlueWords(kGlue);

constexpr std::string_view kVietnameseMonth = "tháng";  // then its number

// Appends the number that begins at text[begin] to `token`; returns the byte after it.
size_t ReadNumber(std::string_view text, size_t begin, Token& token) {
  size_t i = begin;
  while (i < text.size()) {
    size_t next = i;
    const int digit = DigitValue(NextCharacter(text, next));
    if (digit < 0) break;
    if (token.size < 15) token.value = token.value * 10 + digit;
    ++token.size;
    i = next;
  }
  token.kind = Token::kNumber;
  if (token.size > 14) token.size = 0;
  return i;
}

// The byte after the word that begins at text[i]. `word` becomes the word; letters beyond ASCII in
// lower case, for which there is `room`.
size_t ReadWord(std::string_view text, size_t i, std::string& room, std::string_view& word) {
  const size_t begin = i;
  while (i < text.size() && IsAsciiAlpha(text[i])) ++i;
  word = text.substr(begin, i - begin);
  if (i == text.size() || static_cast<unsigned char>(text[i]) < 0x80) return i;
  room = word;
  while (i < text.size()) {
    size_t next = i;
    const char32_t letter = NextCharacter(text, next);
    if (!unicode::IsLetter(letter) && !unicode::IsMark(letter)) break;
    AppendUtf8(unicode::ToLower(letter), room);
    i = next;
  }
  word = room;
  return i;
}

void Tokenize(std::string_view text, std::pmr::vector<Token>& tokens) {
  std::string room;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const char32_t c = NextCharacter(text, i);
    if (unicode::IsWhitespace(c)) {
      if (!tokens.empty()) tokens.back().space_after = true;
      continue;
    }
    Token token;
    token.first = c;
    if (DigitValue(c) >= 0) {
      i = ReadNumber(text, begin, token);
    } else if (unicode::IsLetter(c) && (!unicode::IsUnspacedScript(c) || IsThai(c))) {
      token.kind = Token::kWord;
      std::string_view word;
      i = ReadWord(text, begin, room, word);
      token.value = MonthByName(word);
      if (word == kVietnameseMonth) {
        token.kind = Token::kMark;
        token.first = U'月';
      } else if (kGlueWords.In(word) != 0) {
        continue;
      }
    }
    token.begin = static_cast<uint32_t>(begin);
    token.end = static_cast<uint32_t>(i);
    tokens.push_back(token);
  }
}

// The time with which `rest` begins: [T ]hh:mm[:ss[.fff]][ ][Z|+hh[:]mm]. Empty when there is none.
std::string TimeAfter(std::string_view rest) {
  if (rest.empty() || (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ')) return {};
  rest.remove_prefix(1);
  const auto two = [&](size_t at, int max) {
    const auto digit = [&](size_t k) {
      return k < rest.size() && rest[k] >= '0' && rest[k] <= '9' ? rest[k] - '0' : -1;
    };
    const int tens = digit(at);
    const int ones = digit(at + 1);
    return tens < 0 || ones < 0 || tens * 10 + ones > max ? -1 : tens * 10 + ones;
  };
  if (two(0, 23) < 0 || rest.substr(2, 1) != ":" || two(3, 59) < 0) return {};
  std::string time(rest.substr(0, 5));
  size_t at = 5;
  if (rest.substr(at, 1) == ":" && two(at + 1, 60) >= 0) {
    time.append(rest, at, 3);
    at += 3;
    if (rest.substr(at, 1) == "." || rest.substr(at, 1) == ",") ++at;
    while (at > 8 && at < rest.size() && rest[at] >= '0' && rest[at] <= '9') ++at;
  }
  if (rest.substr(at, 1) == " ") ++at;
  if (rest.substr(at, 1) == "Z" || rest.substr(at, 1) == "z") return time + "Z";
  if (rest.substr(at, 1) != "+" && rest.substr(at, 1) != "-") return time;
  if (two(at + 1, 14) < 0) return time;
  const size_t minutes = rest.substr(at + 3, 1) == ":" ? at + 4 : at + 3;
  time.append(rest, at, 3).append(1, ':');
  return two(minutes, 59) < 0 ? time + "00" : time.append(rest, minutes, 2);
}

// "2021-03-04" with a time or without, as nearly all data says it: without cutting it into tokens,
// and to the same result. None: another form, or no date.
std::optional<Date> ReadIso(std::string_view text) {
  constexpr size_t kSize = std::string_view("2021-03-04").size();
  if (text.size() < kSize || text[4] != '-' || text[7] != '-') return {};
  // The digits of the day go on, or those of another script may.
  if (text.size() > kSize && (IsDigit(text[kSize]) || (text[kSize] & 0x80) != 0)) return {};
  bool digits = true;
  const auto number = [&](size_t begin, size_t end) {
    int64_t value = 0;
    for (size_t i = begin; i < end; ++i) {
      digits = digits && IsDigit(text[i]);
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int64_t year = number(0, 4), month = number(5, 7), day = number(8, kSize);
  if (!digits) return {};
  std::optional<Date> date = MakeDate(year, month, day);
  if (date) date->time = TimeAfter(text.substr(kSize));
  return date;
}

class Matcher {
 public:
  // REQUIRES: text.size() <= kMaxTextBytes
  Matcher(std::string_view text, DayOrder order) : text_(text), order_(order) {
    tokens_.reserve(text.size());
    Tokenize(text, tokens_);
  }

  std::optional<Date> Match(DateSpan& span) {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0 && IsNumber(i - 1) && IsNumber(i) && !tokens_[i - 1].space_after) continue;
      if (std::optional<Date> date = MatchAt(i)) {
        span = {tokens_[i].begin, tokens_[std::min(i + 4, tokens_.size() - 1)].end};
        return date;
      }
    }
    return {};
  }

 private:
  using Pattern = std::optional<Date> (Matcher::*)(size_t) const;

  // A date begins with the name of a month or with a number, whose digits tell which patterns are
  // worth a try.
  std::optional<Date> MatchAt(size_t i) const {
    static constexpr Pattern kByYear[] = {&Matcher::YearFirst, &Matcher::YearThenName};
    static constexpr Pattern kByDay[] = {&Matcher::DayFirst, &Matcher::NamedMonth,
                                         &Matcher::NumberedMonth, &Matcher::ShortYear};
    if (tokens_[i].kind == Token::kWord) return MonthThenDay(i);
    if (tokens_[i].kind != Token::kNumber) return {};
    const uint32_t digits = tokens_[i].size;
    if (digits > 4) return Compact(i);
    const std::span<const Pattern> patterns = digits == 4  ? std::span<const Pattern>(kByYear)
                                              : digits < 3 ? std::span<const Pattern>(kByDay)
                                                           : std::span<const Pattern>();
    for (const Pattern pattern : patterns) {
      if (std::optional<Date> date = (this->*pattern)(i)) return date;
    }
    return {};
  }

  bool IsNumber(size_t i, uint32_t min_digits = 1, uint32_t max_digits = 14) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kNumber &&
           tokens_[i].size >= min_digits && tokens_[i].size <= max_digits;
  }
  bool IsMark(size_t i, char32_t c) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kMark && tokens_[i].first == c;
  }
  int Month(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kWord
               ? static_cast<int>(tokens_[i].value)
               : 0;
  }
  size_t SkipMark(size_t i, std::u32string_view any) const {
    const bool mark = i < tokens_.size() && tokens_[i].kind == Token::kMark && StartsWith(i, any);
    return mark ? i + 1 : i;
  }

  bool StartsWith(size_t i, std::u32string_view any) const {
    return any.find(tokens_[i].first) != any.npos;
  }

  // 2021-03-04, 2021/3/4, 2021.3.4, 2021年3月4日, 2021년 3월 4일
  std::optional<Date> YearFirst(size_t i) const {
    if (!IsNumber(i, 4, 4) || !IsNumber(i + 2, 1, 2) || !IsNumber(i + 4, 1, 2)) return {};
    const bool east = StartsWith(i + 1, U"年년") && StartsWith(i + 3, U"月월");
    const bool west = StartsWith(i + 1, U"-/.") && tokens_[i + 1].first == tokens_[i + 3].first;
    if (!east && !west) return {};
    std::optional<Date> date =
        MakeDate(tokens_[i].value, tokens_[i + 2].value, tokens_[i + 4].value);
    if (date && west) date->time = TimeAfter(text_.substr(tokens_[i + 4].end));
    return date;
  }

  // 4.3.2021, 04/03/2021, 04-03-2021
  std::optional<Date> DayFirst(size_t i) const {
    if (!IsNumber(i, 1, 2) || !IsNumber(i + 2, 1, 2) || !IsNumber(i + 4, 4, 4)) return {};
    if (tokens_[i + 1].first != tokens_[i + 3].first) return {};
    if (i > 0 && tokens_[i - 1].first == tokens_[i + 1].first) return {};  // a version number
    const int64_t first = tokens_[i].value;
    const int64_t second = tokens_[i + 2].value;
    const int64_t year = tokens_[i + 4].value;
    if (IsMark(i + 1, '.')) return MakeDate(year, second, first);
    if (!IsMark(i + 1, '/') && !IsMark(i + 1, '-') && !IsMark(i + 1, '|')) return {};
    if (IsMark(i + 1, '|')) return MakeDate(year, second, first);
    if (first > 12) return MakeDate(year, second, first);
    if (second > 12 || first == second) return MakeDate(year, first, second);
    if (order_ == DayOrder::kDayFirst) return MakeDate(year, second, first);
    if (order_ == DayOrder::kMonthFirst) return MakeDate(year, first, second);
    return {};
  }

  // 04.03.21, 04/03/21: both parts of two digits, and the year of this century
  std::optional<Date> ShortYear(size_t i) const {
    if (!IsNumber(i, 2, 2) || !IsNumber(i + 2, 2, 2) || !IsNumber(i + 4, 2, 2)) return {};
    if (tokens_[i + 1].first != tokens_[i + 3].first) return {};
    if (i > 0 && tokens_[i - 1].first == tokens_[i + 1].first) return {};  // a version number
    if (IsMark(i + 5, tokens_[i + 1].first) && IsNumber(i + 6)) return {};
    const int64_t year = tokens_[i + 4].value + 2000;
    const int64_t first = tokens_[i].value;
    const int64_t second = tokens_[i + 2].value;
    if (IsMark(i + 1, '.')) return MakeDate(year, second, first);
    if (!IsMark(i + 1, '/')) return {};
    if (first > 12 || order_ == DayOrder::kDayFirst) return MakeDate(year, second, first);
    return order_ == DayOrder::kMonthFirst ? MakeDate(year, first, second) : std::nullopt;
  }

  // 4 March 2021, 4. März 2021, 04-Mar-2021, 4 آذار / مارس 2021
  std::optional<Date> NamedMonth(size_t i) const {
    if (!IsNumber(i, 1, 2)) return {};
    const size_t name = SkipMark(i + 1, U".-/");
    const int month = Month(name);
    if (month == 0) return {};
    size_t year = SkipMark(name + 1, U".,-/");
    if (Month(year) == month) year = SkipMark(year + 1, U".,-/");  // its two names
    if (!IsNumber(year, 4, 4)) return {};
    return MakeDate(Gregorian(year), month, tokens_[i].value);
  }

  // March 4, 2021; Mar 4 10:15:00 2021
  std::optional<Date> MonthThenDay(size_t i) const {
    const int month = Month(i);
    if (month == 0) return {};
    const size_t day = SkipMark(i + 1, U".");
    if (!IsNumber(day, 1, 2)) return {};
    size_t year = SkipMark(day + 1, U".,");
    if (IsNumber(year, 2, 2) && IsMark(year + 1, ':') && IsNumber(year + 2, 2, 2)) {
      year += IsMark(year + 3, ':') ? 5 : 3;
      if (Month(year) == 0 && !IsNumber(year)) ++year;  // a zone: UTC
    }
    if (!IsNumber(year, 4, 4)) return {};
    return MakeDate(tokens_[year].value, month, tokens_[day].value);
  }

  // 2021. március 4., 2021 m. kovo 4 d., 2021. gada 4. marts
  std::optional<Date> YearThenName(size_t i) const {
    if (!IsNumber(i, 4, 4)) return {};
    const auto skip = [this](size_t at) { return SkipMark(at, U".,-/"); };
    const size_t second = skip(skip(i + 1));
    const size_t third = skip(second + 1);
    if (const int month = Month(second); month != 0 && IsNumber(third, 1, 2)) {
      return MakeDate(tokens_[i].value, month, tokens_[third].value);
    }
    if (const int month = Month(third); month != 0 && IsNumber(second, 1, 2)) {
      return MakeDate(tokens_[i].value, month, tokens_[second].value);
    }
    return {};
  }

  // 4 tháng 3 năm 2021
  std::optional<Date> NumberedMonth(size_t i) const {
    if (!IsNumber(i, 1, 2) || !IsMark(i + 1, U'月') || !IsNumber(i + 2, 1, 2)) return {};
    const size_t year = SkipMark(i + 3, U".,");
    if (!IsNumber(year, 4, 4)) return {};
    return MakeDate(tokens_[year].value, tokens_[i + 2].value, tokens_[i].value);
  }

  // Thai dates count from 543 BC; no other reader writes years like 2564.
  int64_t Gregorian(size_t year) const {
    const int64_t value = tokens_[year].value;
    return value >= 2500 && value < 2700 ? value - 543 : value;
  }

  // 20210304, 20210304T101500Z, 1614852900, 1614852900000; only as the whole of the text
  std::optional<Date> Compact(size_t i) const {
    if (i != 0 || !IsNumber(i)) return {};
    const int64_t value = tokens_[0].value;
    if (tokens_[0].size == 8 || tokens_[0].size == 14) {
      const int64_t day = tokens_[0].size == 8 ? value : value / 1'000'000;
      return MakeDate(day / 10'000, day / 100 % 100, day % 100);
    }
    if (tokens_.size() != 1) return {};
    if (tokens_[0].size == 10) return FromSeconds(value);
    if (tokens_[0].size == 13) return FromSeconds(value / 1000);
    return {};
  }

  const std::string_view text_;
  const DayOrder order_;
  // Pages ask for dates a hundred times: the tokens stay off the heap.
  alignas(Token) std::array<std::byte, kMaxTextBytes * sizeof(Token)> room_;
  std::pmr::monotonic_buffer_resource memory_{room_.data(), room_.size()};
  std::pmr::vector<Token> tokens_{&memory_};
};

// REQUIRES: 0 <= value < 10000, and below 10 ^ width
void AppendPadded(int value, size_t width, std::string& out) {
  std::array<char, 4> digits;
  for (size_t i = width; i-- > 0; value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  out.append(digits.data(), width);
}

}  // namespace

int64_t Date::DayNumber() const {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = y / 400;
  const int64_t yoe = y - era * 400;
  const int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

// The algorithm of Howard Hinnant's "chrono-compatible low-level date algorithms".
Date DateOfDay(int64_t day_number) {
  const int64_t z = day_number + 719468;
  const int64_t era = z / 146097;
  const int64_t doe = z - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  Date date;
  date.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  date.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  date.year = static_cast<int>(yoe + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

std::string Date::ToString() const {
  std::string out;
  AppendTo(out);
  return out;
}

void Date::AppendTo(std::string& out) const {
  AppendPadded(year, 4, out);
  out.push_back('-');
  AppendPadded(month, 2, out);
  out.push_back('-');
  AppendPadded(day, 2, out);
  if (!time.empty()) out.append(1, 'T').append(time);
}

DayOrder DayOrderOf(std::string_view language) {
  std::string tag;
  for (const char c : language.substr(0, 16)) {
    tag.push_back(c == '_' ? '-' : ToAsciiLower(c));
  }
  const std::string_view base = std::string_view(tag).substr(0, tag.find('-'));
  if (base.size() < 2 || base.size() > 3) return DayOrder::kUnknown;
  if (base != "en") return DayOrder::kDayFirst;
  if (tag == "en-us") return DayOrder::kMonthFirst;
  // Plain "en" is written on both sides of the ocean.
  return tag.size() > 2 ? DayOrder::kDayFirst : DayOrder::kUnknown;
}

// One look at each byte tells it: most texts with a year hold no more digits than that. The digits
// of other scripts begin with the bytes D9, DB and E0.
bool MayHoldDate(std::string_view text) {
  uint32_t digits = 0, foreign = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digits += IsDigit(c);
    foreign |= (byte == 0xD9) | (byte == 0xDB) | (byte == 0xE0);
  }
  return digits >= kMinDigits || foreign != 0;
}

std::optional<Date> ParseDate(std::string_view text, DayOrder order) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.size() < 6 || text.size() > kMaxTextBytes || !MayHoldDate(text)) return {};
  if (std::optional<Date> date = ReadIso(text)) return date;
  DateSpan span;
  return Matcher(text, order).Match(span);
}

std::optional<Date> NextDate(std::string_view text, DayOrder order, DateSpan& span) {
  text = text.substr(0, kMaxTextBytes);
  if (text.size() < 6 || !MayHoldDate(text)) return {};
  return Matcher(text, order).Match(span);
}

}  // namespace tamis::metadata
