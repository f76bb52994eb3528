#include "text/signals/char_class.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "base/unicode/unicode.h"

namespace tamis::text {
namespace {

struct Range {
  char32_t first, last;
};

// Sentence_Terminal of Unicode 15.0 (PropList.txt), with U+17D6, U+17D9 and U+17DA.
constexpr Range kTerminals[] = {
    {0x21, 0x21},       {0x2E, 0x2E},       {0x3F, 0x3F},       {0x589, 0x589},
    {0x61D, 0x61F},     {0x6D4, 0x6D4},     {0x700, 0x702},     {0x7F9, 0x7F9},
    {0x837, 0x837},     {0x839, 0x839},     {0x83D, 0x83E},     {0x964, 0x965},
    {0x104A, 0x104B},   {0x1362, 0x1362},   {0x1367, 0x1368},   {0x166E, 0x166E},
    {0x1735, 0x1736},   {0x17D4, 0x17D6},   {0x17D9, 0x17DA},   {0x1803, 0x1803},
    {0x1809, 0x1809},   {0x1944, 0x1945},   {0x1AA8, 0x1AAB},   {0x1B5A, 0x1B5B},
    {0x1B5E, 0x1B5F},   {0x1B7D, 0x1B7E},   {0x1C3B, 0x1C3C},   {0x1C7E, 0x1C7F},
    {0x203C, 0x203D},   {0x2047, 0x2049},   {0x2E2E, 0x2E2E},   {0x2E3C, 0x2E3C},
    {0x2E53, 0x2E54},   {0x3002, 0x3002},   {0xA4FF, 0xA4FF},   {0xA60E, 0xA60F},
    {0xA6F3, 0xA6F3},   {0xA6F7, 0xA6F7},   {0xA876, 0xA877},   {0xA8CE, 0xA8CF},
    {0xA92F, 0xA92F},   {0xA9C8, 0xA9C9},   {0xAA5D, 0xAA5F},   {0xAAF0, 0xAAF1},
    {0xABEB, 0xABEB},   {0xFE52, 0xFE52},   {0xFE56, 0xFE57},   {0xFF01, 0xFF01},
    {0xFF0E, 0xFF0E},   {0xFF1F, 0xFF1F},   {0xFF61, 0xFF61},   {0x10A56, 0x10A57},
    {0x10F55, 0x10F59}, {0x10F86, 0x10F89}, {0x11047, 0x11048}, {0x110BE, 0x110C1},
    {0x11141, 0x11143}, {0x111C5, 0x111C6}, {0x111CD, 0x111CD}, {0x111DE, 0x111DF},
    {0x11238, 0x11239}, {0x1123B, 0x1123C}, {0x112A9, 0x112A9}, {0x1144B, 0x1144C},
    {0x115C2, 0x115C3}, {0x115C9, 0x115D7}, {0x11641, 0x11642}, {0x1173C, 0x1173E},
    {0x11944, 0x11944}, {0x11946, 0x11946}, {0x11A42, 0x11A43}, {0x11A9B, 0x11A9C},
    {0x11C41, 0x11C42}, {0x11EF7, 0x11EF8}, {0x11F43, 0x11F44}, {0x16A6E, 0x16A6F},
    {0x16AF5, 0x16AF5}, {0x16B37, 0x16B38}, {0x16B44, 0x16B44}, {0x16E98, 0x16E98},
    {0x1BC9F, 0x1BC9F}, {0x1DA88, 0x1DA88},
};

// Beyond ASCII, and beyond the terminals.
constexpr Range kSymbols[] = {
    {0x80, 0x9F},     {0xAB, 0xAB},     {0xB4, 0xB4},     {0xBB, 0xBB},     {0x2013, 0x2014},
    {0x2019, 0x2019}, {0x201C, 0x201E}, {0x2026, 0x2026}, {0x2236, 0x2236}, {0x2501, 0x2501},
    {0x25BA, 0x25BA}, {0x3001, 0x3001}, {0x3008, 0x300D}, {0x3010, 0x3011}, {0xFF05, 0xFF05},
    {0xFF08, 0xFF09}, {0xFF0C, 0xFF0C}, {0xFF11, 0xFF11}, {0xFF1A, 0xFF1B}, {0xFF5E, 0xFF5E},
};

// Punctuation and quotes that stand apart at both ends of a word, beyond ASCII.
constexpr std::u32string_view kBothEnds =
    U"\u2026\u00BF\u061F\u00A1\u3002\uFF1F\uFF01\uFF0C\u3001\uFF1B\uFF1A\uFF5E\u00B7\u0964\u060C"
    U"\u06D4\u061B\u066A\u201D\u201C\u2018\u00B4\u2019\u201A\u201E\u00BB\u00AB\u300C\u300D\u300E"
    U"\u300F\uFF08\uFF09\u3014\u3015\u3010\u3011\u300A\u300B\u3008\u3009\u2329\u232A\u27E6\u27E7"
    U"\u2013\u2014";

template <size_t kSize>
bool IsIn(const Range (&ranges)[kSize], char32_t c) {
  const Range* range = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                        [](char32_t x, const Range& r) { return x < r.first; });
  return range != std::begin(ranges) && c <= (range - 1)->last;
}

constexpr uint16_t AsciiClass(char c) {
  constexpr std::string_view kBoth = ",:;!?()[]{}<>_#*&'\"`";
  constexpr std::string_view kUnicodeSymbols = "$+<=>^`|~";  // S*, not P*
  if (c <= ' ') return kCharSpace | (c == '\t' || c == '\n' || c == ' ' ? 0 : kCharSymbol);
  if (c >= '0' && c <= '9') return kCharDigit;
  if (c >= 'a' && c <= 'z') return kCharLower | kCharLetter;
  if (c >= 'A' && c <= 'Z') return kCharUpper | kCharLetter;
  uint16_t result = kCharSymbol;
  if (c == 0x7F) return result;
  if (kUnicodeSymbols.find(c) == std::string_view::npos) result |= kCharPunct;
  if (kBoth.find(c) != std::string_view::npos) result |= kCharPrefix | kCharSuffix;
  if (c == '%' || c == '=' || c == '+') result |= kCharPrefix;
  if (c == '$') result |= kCharPrefix | kCharCurrency;
  if (c == '-' || c == '~') result |= kCharHyphen;
  if (c == '.' || c == '!' || c == '?') result |= kCharTerminal;
  return result;
}

constexpr std::array<uint16_t, 128> MakeAscii() {
  std::array<uint16_t, 128> table{};
  for (size_t c = 0; c < 128; ++c) table[c] = AsciiClass(static_cast<char>(c));
  return table;
}

bool IsCurrency(char32_t c) {
  return (c >= 0x20A0 && c <= 0x20BF) || c == 0xA3 || c == 0xA5 || c == 0xE3F || c == 0xFDFC;
}

// Behind all of kBothEnds, kTerminals, kSymbols and the currencies.
constexpr char32_t kLastListed = 0x1DA88;

uint16_t ClassBeyondAscii(char32_t c) {
  const uint16_t flags = unicode::FlagsOf(c);
  uint16_t result = 0;
  if ((flags & unicode::kLetter) != 0) {
    result |= kCharLetter;
    if ((flags & unicode::kLower) != 0) result |= kCharLower;
    if ((flags & unicode::kUpper) != 0) result |= kCharUpper;
    if ((result & kCharAlpha) == 0) result |= kCharAlpha;
  }
  if ((flags & unicode::kMark) != 0) result |= kCharAlpha;
  if ((flags & unicode::kUnspaced) != 0) result |= kCharUnspaced;
  if ((flags & unicode::kSpace) != 0) result |= kCharSpace;
  if ((result & kCharLetter) != 0) return result;
  if ((flags & unicode::kPunctuation) != 0) result |= kCharPunct;
  if (c > kLastListed) {
    if ((flags & unicode::kSymbol) != 0) result |= kCharIcon | kCharPrefix | kCharSuffix;
    return result;
  }
  if (kBothEnds.find(c) != std::u32string_view::npos) result |= kCharPrefix | kCharSuffix;
  if (c == 0xA7) result |= kCharPrefix;
  if (c == 0x2013 || c == 0x2014) result |= kCharHyphen;
  if (IsCurrency(c)) result |= kCharPrefix | kCharCurrency;
  const bool icon = (flags & unicode::kSymbol) != 0 && !IsCurrency(c) && c >= 0xA6 && c != 0xAC &&
                    c != 0xB1 && c != 0xB4 && c != 0xD7 && c != 0xF7;
  if (icon) result |= kCharIcon | kCharPrefix | kCharSuffix;
  if (IsIn(kTerminals, c)) result |= kCharTerminal | kCharSymbol;
  if (IsIn(kSymbols, c)) result |= kCharSymbol;
  return result;
}

// Classes of [kBegin, kEnd).
template <char32_t kBegin, char32_t kEnd>
struct Table {
  std::array<uint16_t, kEnd - kBegin> classes;
  Table() {
    for (char32_t c = kBegin; c < kEnd; ++c) classes[c - kBegin] = ClassBeyondAscii(c);
  }
};
using LatinTable = Table<0x80, 0x180>;
// General punctuation: dashes, quotes and bullets, nearly all there is beyond ASCII and letters.
constexpr char32_t kMarksBegin = 0x2000, kMarksEnd = 0x2070;
using MarksTable = Table<kMarksBegin, kMarksEnd>;

}  // namespace

constinit const std::array<uint16_t, 128> kAsciiCharClasses = MakeAscii();

uint16_t CharClassBeyondAscii(char32_t c) {
  static const LatinTable kLatin;
  static const MarksTable kMarks;
  if (c - 0x80 < kLatin.classes.size()) return kLatin.classes[c - 0x80];
  if (c - kMarksBegin < kMarks.classes.size()) return kMarks.classes[c - kMarksBegin];
  return ClassBeyondAscii(c);
}

}  // namespace tamis::text
