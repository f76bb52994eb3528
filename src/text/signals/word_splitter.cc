#include "text/signals/word_splitter.h"

#include <algorithm>
#include <iterator>

#include "base/find_any.h"
#include "base/unicode/utf8.h"
#include "text/signals/char_class.h"

namespace tamis::text {
namespace {

// Abbreviations that keep their full stop; those of capitals ("U.S.") keep it by rule.
constexpr std::string_view kAbbreviations[] = {
    "Adm.",  "Apr.", "Aug.", "Bros.", "Calif.", "Co.",   "Colo.", "Conn.", "Corp.",
    "Dec.",  "Dr.",  "E.g.", "Feb.",  "Fla.",   "Gen.",  "Gov.",  "I.e.",  "Inc.",
    "Jan.",  "Jr.",  "Jul.", "Jun.",  "Ltd.",   "Mar.",  "Mass.", "Md.",   "Mich.",
    "Minn.", "Mo.",  "Mr.",  "Mrs.",  "Ms.",    "Mt.",   "Nov.",  "Oct.",  "Ph.D.",
    "Prof.", "Rep.", "Rev.", "Sen.",  "Sep.",   "Sept.", "St.",   "Tenn.", "Va.",
    "Wash.", "a.m.", "co.",  "e.g.",  "i.e.",   "p.m.",  "vs.",
};

// Units that stand apart from the number before them.
constexpr std::string_view kUnits[] = {
    "G",  "GB", "K",  "KB",  "M",   "MB", "PM", "Pa",  "T",  "TB", "am", "cm",  "dm",
    "ft", "g",  "gb", "hPa", "ha",  "in", "kB", "kPa", "kb", "kg", "km", "kmh", "lb",
    "m",  "mb", "mg", "mm",  "mph", "nm", "oz", "pm",  "t",  "tb", "yd",
};

static_assert(std::is_sorted(std::begin(kAbbreviations), std::end(kAbbreviations)));
static_assert(std::is_sorted(std::begin(kUnits), std::end(kUnits)));

template <size_t kSize>
bool IsIn(const std::string_view (&sorted)[kSize], std::string_view word) {
  return std::binary_search(std::begin(sorted), std::end(sorted), word);
}

constexpr bool IsApostrophe(std::string_view mark) { return mark == "'" || mark == "\u2019"; }

bool IsLowerWord(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

bool IsAbbreviation(std::string_view word) {
  if (word.size() == 2) return word[0] >= 'a' && word[0] <= 'z' && word[1] == '.';
  return word.size() <= 6 && IsIn(kAbbreviations, word);
}

bool IsUnit(std::string_view letters) { return letters.size() <= 3 && IsIn(kUnits, letters); }

std::string_view WordSplitter::Bytes(size_t low, size_t high) const {
  return text_.substr(chars_[low].begin, chars_[high].begin - chars_[low].begin);
}

void WordSplitter::Emit(size_t low, size_t high) {
  if (low >= high) return;
  uint16_t any = 0, all = 0xFFFF;
  for (size_t i = low; i < high; ++i) {
    any |= chars_[i].kind;
    all &= chars_[i].kind;
  }
  words_.push_back({.bytes = Bytes(low, high),
                    .characters = static_cast<uint32_t>(high - low),
                    .alpha = (any & kCharLetter) != 0,
                    .symbol = (all & kCharSymbol) != 0,
                    .punct = (all & kCharPunct) != 0,
                    .terminal = high - low == 1 && (any & kCharTerminal) != 0});
}

std::span<const Word> WordSplitter::Split(std::string_view utf8) {
  text_ = utf8;
  words_.clear();
  has_dot_ = has_colon_ = has_hash_ = has_ellipsis_ = false;
  if (chars_.size() <= utf8.size()) chars_.resize(2 * utf8.size() + 1);
  Char* out = chars_.data();
  for (size_t i = 0; i < utf8.size();) {
    const auto begin = static_cast<uint32_t>(i);
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      *out++ = {begin, kAsciiCharClasses[byte], byte == '.', utf8[i++]};
      has_dot_ |= byte == '.';
      has_colon_ |= byte == ':';
      has_hash_ |= byte == '#';
    } else {
      const char32_t c = DecodeUtf8(utf8, i);
      *out++ = {begin, CharClassBeyondAscii(c), false, 0};
      has_ellipsis_ |= c == 0x2026;
    }
  }
  *out = {static_cast<uint32_t>(utf8.size()), kCharSpace, false, 0};
  const auto size = static_cast<size_t>(out - chars_.data());
  for (size_t low = 0; low < size;) {
    size_t high = low;
    while ((chars_[high].kind & kCharSpace) == 0) ++high;
    SplitRun(low, high);
    low = high + 1;
  }
  return words_;
}

// REQUIRES: no white space in [low, high)
void WordSplitter::SplitRun(size_t low, size_t high) {
  suffixes_.clear();
  const size_t end = high;
  while (low < high && !IsWhole(low, high)) {
    const size_t prefix_end = PrefixEnd(low, high);
    Emit(low, prefix_end);
    const bool peeled = prefix_end != low;
    low = prefix_end;
    const size_t suffix = low < high ? SuffixBegin(low, high) : high;
    if (suffix != high) {
      suffixes_.push_back(suffix);
      high = suffix;
    } else if (!peeled) {
      break;
    }
  }
  if (low < high) {
    if (IsWhole(low, high) || IsAddress(low, high)) {
      Emit(low, high);
    } else {
      SplitInside(low, high);
    }
  }
  for (size_t i = suffixes_.size(); i-- > 0;) {
    Emit(suffixes_[i], i == 0 ? end : suffixes_[i - 1]);
  }
}

// The end of the mark that stands apart at `low`, or `low`.
size_t WordSplitter::PrefixEnd(size_t low, size_t high) const {
  if (chars_[low].dot) {
    size_t i = low + 1;
    while (i < high && chars_[i].dot) ++i;
    return i - low > 1 ? i : low;
  }
  if ((chars_[low].kind & kCharPrefix) == 0) return low;
  const bool signed_number =
      chars_[low].ascii == '+' && low + 1 < high && (chars_[low + 1].kind & kCharDigit) != 0;
  return signed_number ? low : low + 1;
}

// The begin of what stands apart at the end of [low, high), or `high`. Never `low` for letters.
size_t WordSplitter::SuffixBegin(size_t low, size_t high) const {
  const size_t last = high - 1;
  if (chars_[last].dot) {
    size_t i = last;
    while (i > low && chars_[i - 1].dot) --i;
    if (high - i > 1) return i;
    return FullStopStandsApart(low, last) ? last : high;
  }
  const uint16_t kind = chars_[last].kind;
  if ((kind & kCharSuffix) != 0) return last;
  const bool after_digit = last > low && (chars_[last - 1].kind & kCharDigit) != 0;
  if (after_digit &&
      ((kind & kCharCurrency) != 0 || chars_[last].ascii == '+' || chars_[last].ascii == '%')) {
    return last;
  }
  return (kind & kCharLetter) != 0 ? LetterSuffixBegin(low, high) : high;
}

bool WordSplitter::FullStopStandsApart(size_t low, size_t at) const {
  if (at == low) return false;
  const Char& before = chars_[at - 1];
  if ((before.kind & (kCharLower | kCharDigit | kCharSuffix)) != 0) return true;
  if (before.ascii == '%' || before.ascii == '-' || before.ascii == '+') return true;
  return (before.kind & kCharUpper) != 0 && at - 1 > low && (chars_[at - 2].kind & kCharUpper) != 0;
}

// "'s", "n't", "'ll" of a contraction; the unit of a number.
size_t WordSplitter::LetterSuffixBegin(size_t low, size_t high) const {
  size_t letters = high;  // where the ASCII letters at the end begin
  while (letters > low && high - letters < 4 && chars_[letters - 1].ascii != 0 &&
         (chars_[letters - 1].kind & kCharLetter) != 0) {
    --letters;
  }
  if (letters == low || letters == high) return high;
  const std::string_view tail = Bytes(letters, high);
  if ((chars_[letters - 1].kind & kCharDigit) != 0) return IsUnit(tail) ? letters : high;
  if (!IsApostrophe(Bytes(letters - 1, letters))) return high;
  const size_t apostrophe = letters - 1;
  if (tail == "s" || tail == "S") return apostrophe;
  if (apostrophe == low) return high;
  if (tail == "t") {
    const bool negated = apostrophe >= low + 2 && chars_[apostrophe - 1].ascii == 'n';
    return negated ? apostrophe - 1 : high;
  }
  const bool verb = tail == "ll" || tail == "re" || tail == "ve" || tail == "d" || tail == "m";
  return verb ? apostrophe : high;
}

bool WordSplitter::IsWhole(size_t low, size_t high) const {
  if (!chars_[high - 1].dot || high - low < 2 || high - low > 6) return false;
  return IsAbbreviation(Bytes(low, high));
}

// "https://…", "name@host.tld", "host.tld/path": a host whose last label is lower case.
bool WordSplitter::IsAddress(size_t low, size_t high) const {
  std::string_view rest = Bytes(low, high);
  if (rest.size() < 4 || !(has_dot_ || has_colon_)) return false;
  const size_t scheme = rest.find("://");
  if (scheme != std::string_view::npos && scheme > 0 && scheme < 12) return true;
  const size_t at = rest.substr(0, rest.find('/')).rfind('@');
  if (at != std::string_view::npos) rest.remove_prefix(at + 1);
  const std::string_view host = rest.substr(0, FindAnyOf<'/', ':', '?', '#'>(rest));
  const size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  if (!IsLowerWord(host.substr(dot + 1))) return false;
  return std::all_of(host.begin(), host.end(),
                     [](char c) {
                       return c == '-' || c == '_' || c == '.' || (c >= '0' && c <= '9') ||
                              (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                              static_cast<unsigned char>(c) >= 0x80;
                     }) &&
         host.find("..") == std::string_view::npos;
}

void WordSplitter::SplitInside(size_t low, size_t high) {
  size_t word = low;
  for (size_t i = low; i < high;) {
    if ((chars_[i].kind & kCharUnspaced) != 0) {
      Emit(word, i);
      size_t end = i;
      while (end < high && (chars_[end].kind & kCharUnspaced) != 0) ++end;
      for (; i < end; i += 2) Emit(i, std::min(i + 2, end));
      word = i = end;
      continue;
    }
    const bool inside = (chars_[i].kind & (kCharAlpha | kCharDigit)) != 0;
    const size_t infix_end = inside ? i : InfixEnd(low, i, high);
    if (infix_end == i) {
      ++i;
      continue;
    }
    Emit(word, i);
    Emit(i, infix_end);
    word = i = infix_end;
  }
  Emit(word, high);
}

// The end of the mark at `at` that parts words, or `at`. REQUIRES: no letter or digit at `at`
size_t WordSplitter::InfixEnd(size_t low, size_t at, size_t high) const {
  const uint16_t kind = chars_[at].kind;
  if ((kind & kCharIcon) != 0) return at + 1;
  size_t end = at + 1;
  const bool doubles = chars_[at].dot || chars_[at].ascii == '-';
  while (doubles && end < high && chars_[end].ascii == chars_[at].ascii) ++end;
  if (chars_[at].dot && end - at > 1) return end;
  if (Bytes(at, at + 1) == "\u2026") return end;
  if (at == low || end == high) return at;
  const uint16_t before = chars_[at - 1].kind;
  const uint16_t after = chars_[end].kind;
  const bool alpha_before = (before & kCharAlpha) != 0;
  const bool alpha_after = (after & kCharAlpha) != 0;
  const bool alnum_before = alpha_before || (before & kCharDigit) != 0;
  if ((kind & kCharHyphen) != 0 && alnum_before && alpha_after && end - at <= 3) return end;
  bool parts = false;
  switch (chars_[at].ascii) {
    case '.':
      parts = (before & kCharLower) != 0 && (after & kCharUpper) != 0;
      break;
    case ',':
      parts = alpha_before && alpha_after;
      break;
    case ':':
    case '<':
    case '>':
    case '=':
    case '/':
      parts = alnum_before && alpha_after;
      break;
    case '+':
    case '-':
    case '*':
    case '^':
      parts = end - at == 1 && (before & kCharDigit) != 0 && (after & kCharDigit) != 0;
      break;
    default:
      break;
  }
  return parts ? end : at;
}

}  // namespace tamis::text
