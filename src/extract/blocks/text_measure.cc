// One pass: up to 64 characters at a time where they are ASCII and none is '$', which prices are
// looked for beside; the others one by one.

#include "extract/blocks/text_measure.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "base/simd/kernels.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/blocks/ascii_masks.h"

namespace tamis::extract {
namespace {

enum CharFlag : uint16_t {
  kSpace = 1 << 0,
  kWord = 1 << 1,  // letter, digit, mark, underscore
  kLetter = 1 << 2,
  kUpper = 1 << 3,
  kDigit = 1 << 4,
  kDense = 1 << 5,     // of a script without spaces
  kStop = 1 << 6,      // may end a sentence
  kFullStop = 1 << 7,  // ends one whatever follows
  kClause = 1 << 8,    // colon, ellipsis
  kComma = 1 << 9,
  kQuote = 1 << 10,  // may stand after the end of a sentence
  kCurrency = 1 << 11,
  kCopyright = 1 << 12,
  kIgnored = 1 << 13,  // soft hyphen
};

constexpr std::array<uint16_t, 128> MakeAscii() {
  std::array<uint16_t, 128> t{};
  for (size_t c = '0'; c <= '9'; ++c) t[c] = kWord | kDigit;
  for (size_t c = 'A'; c <= 'Z'; ++c) t[c] = kWord | kLetter | kUpper;
  for (size_t c = 'a'; c <= 'z'; ++c) t[c] = kWord | kLetter;
  t['_'] = kWord;
  for (const unsigned char c : {' ', '\t', '\n', '\r', '\f', '\v'}) t[c] = kSpace;
  for (const unsigned char c : {'.', '!', '?'}) t[c] = kStop;
  for (const unsigned char c : {',', ';'}) t[c] = kComma;
  for (const unsigned char c : {'"', '\'', ')', ']'}) t[c] = kQuote;
  t[';'] |= kClause;
  t[':'] = kClause;
  t['$'] = kCurrency;
  return t;
}
constexpr std::array<uint16_t, 128> kAscii = MakeAscii();

uint16_t ClassOfPunctuation(char32_t c) {
  switch (c) {
    case 0xA9:
      return kCopyright;
    case 0xAD:
      return kIgnored;
    case 0xA3:
    case 0xA5:
      return kCurrency;
    case 0xBB:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
      return kQuote;
    case 0x0964:
    case 0x06D4:
      return kStop | kFullStop;  // Devanagari, Urdu
    case 0x061F:
      return kStop;  // Arabic question mark
    case 0x060C:
      return kComma;
    case 0x061B:
      return kComma | kClause;
    case 0x2026:
    case 0xFF1A:
      return kClause;
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
      return kStop | kFullStop;  // ideographic
    case 0x3001:
    case 0xFF0C:
      return kComma;
    case 0xFF1B:
      return kComma | kClause;
    default:
      return c >= 0x20A0 && c <= 0x20CF ? kCurrency : 0;
  }
}

uint16_t ClassOf(char32_t c) {
  const uint16_t flags = unicode::FlagsOf(c);
  if ((flags & (unicode::kWord | unicode::kMark)) == 0) {
    return (flags & unicode::kSpace) != 0 ? uint16_t{kSpace} : ClassOfPunctuation(c);
  }
  uint16_t out = kWord;
  if ((flags & unicode::kLetter) != 0) out |= kLetter;
  if ((flags & unicode::kUpper) != 0) out |= kUpper;
  if ((flags & unicode::kDigit) != 0) out |= kDigit;
  if ((flags & unicode::kUnspaced) != 0) out |= kDense;
  return out;
}

uint16_t NextClass(std::string_view text, size_t& i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte >= 0x80) return ClassOf(DecodeUtf8(text, i));
  ++i;
  return kAscii[byte];
}

constexpr uint32_t kMostCommas = 0xFFFF;
constexpr uint32_t kMostSentences = 0xFFF0;

// What the scan remembers of the text behind it.
class Scanner {
 public:
  void Add(uint16_t c) {
    if ((c & kIgnored) != 0) return;
    m_.letters += (c & kLetter) != 0;
    m_.upper += (c & kUpper) != 0;
    m_.digits += (c & kDigit) != 0;
    m_.characters += (c & kSpace) == 0;
    AddWord(c);
    AddPunctuation(c);
  }

  // Up to 64 characters of ASCII, no '$' among them.
  [[gnu::always_inline]] void AddAscii(const char* bytes, size_t size, const AsciiMasks& masks) {
    const auto count = [](uint64_t bits) { return static_cast<uint32_t>(std::popcount(bits)); };
    const uint64_t all = ~uint64_t{0} >> (64 - size);
    m_.words += (dense_ + 1) / 2;
    dense_ = 0;
    const uint64_t word = masks.letters | masks.digits | masks.underscores;
    m_.words += count(word & ~(word << 1 | uint64_t{in_word_}));
    in_word_ = (word >> (size - 1) & 1) != 0;
    m_.letters += count(masks.letters);
    m_.upper += count(masks.upper);
    m_.digits += count(masks.digits);
    const uint64_t solid = all & ~masks.spaces;
    m_.characters += count(solid);
    m_.commas =
        static_cast<uint16_t>(std::min<uint32_t>(m_.commas + count(masks.commas), kMostCommas));
    const uint64_t ended =
        (masks.stops << 1 | uint64_t{pending_stop_}) & (masks.spaces | masks.quotes);
    m_.sentences =
        static_cast<uint16_t>(std::min<uint32_t>(m_.sentences + count(ended), kMostSentences));
    pending_stop_ = (masks.stops >> (size - 1) & 1) != 0;
    if (solid == 0) return;
    const uint64_t first = solid & (~solid + 1);
    m_.has_price |= (beside_ & kCurrency) != 0 && (masks.digits & first) != 0;
    beside_ = kAscii[static_cast<unsigned char>(bytes[63 - std::countl_zero(solid)])];
    const uint64_t plain = solid & ~masks.quotes;
    if (plain == 0) return;
    tail_ = kAscii[static_cast<unsigned char>(bytes[63 - std::countl_zero(plain)])];
  }

  TextMeasure Finish() {
    AddWord(kSpace);
    m_.ends_sentence = (tail_ & (kStop | kClause)) != 0;
    m_.sentences = static_cast<uint16_t>(m_.sentences + pending_stop_);
    return m_;
  }

 private:
  void AddWord(uint16_t c) {
    const bool dense = (c & kDense) != 0;
    const bool spaced = (c & kWord) != 0 && !dense;
    m_.words += spaced && !in_word_;
    in_word_ = spaced;
    if (dense) {
      ++dense_;
    } else if (dense_ != 0) {
      m_.words += (dense_ + 1) / 2;
      dense_ = 0;
    }
  }

  void AddPunctuation(uint16_t c) {
    m_.commas = static_cast<uint16_t>(m_.commas + ((c & kComma) != 0 && m_.commas != kMostCommas));
    m_.has_copyright |= (c & kCopyright) != 0;
    // "$5", "5 EUR-sign": a space may stand between.
    if ((c & kSpace) == 0) {
      m_.has_price |= ((c & kDigit) != 0 && (beside_ & kCurrency) != 0) ||
                      ((c & kCurrency) != 0 && (beside_ & kDigit) != 0);
      beside_ = c;
    }
    // A stop counts when a space or a closing quote follows, or nothing.
    const bool ends = pending_stop_ && (c & (kSpace | kQuote)) != 0;
    const bool full = (c & kFullStop) != 0;
    if (ends || full)
      m_.sentences = static_cast<uint16_t>(m_.sentences + (m_.sentences < kMostSentences));
    pending_stop_ = (c & kStop) != 0 && !full;
    // The last character that is neither white space nor a closing quote.
    if ((c & (kSpace | kQuote)) == 0) tail_ = c;
  }

  TextMeasure m_;
  uint32_t dense_ = 0;
  bool in_word_ = false;
  bool pending_stop_ = false;
  uint16_t beside_ = 0;
  uint16_t tail_ = 0;
};

// One by one where so few plain characters stand between two others.
constexpr size_t kMinPlain = 8;

// Takes the `size` characters at text[i], of which `masks` tell, and whatever else belongs to the
// last of them; returns the place behind. Inlined, to be compiled for machines that count bits by
// an instruction as well.
[[gnu::always_inline]] inline size_t Take(std::string_view text, size_t i, size_t size,
                                          const AsciiMasks& masks, Scanner& scanner) {
  if (masks.other == 0) {
    scanner.AddAscii(text.data() + i, size, masks);
    return i + size;
  }
  const size_t begin = i;
  const size_t end = i + size;
  while (i < end) {
    const uint64_t other = masks.other >> (i - begin);
    const size_t left = end - i;
    const size_t plain =
        other == 0 ? left : std::min(left, static_cast<size_t>(std::countr_zero(other)));
    if (plain >= kMinPlain) {
      scanner.AddAscii(text.data() + i, plain, masks.Part(i - begin, plain));
      i += plain;
      continue;
    }
    for (const size_t stop = std::min(i + plain + 1, end); i < stop;) {
      scanner.Add(NextClass(text, i));
    }
  }
  return i;
}

constexpr size_t kStep = 64;

TextMeasure Measure(std::string_view text, simd::Readable readable) {
  Scanner scanner;
  for (size_t i = 0; i < text.size();) {
    const size_t size = std::min(kStep, text.size() - i);
    i = Take(text, i, size, AsciiMasksOf(text, i, size, readable), scanner);
  }
  return scanner.Finish();
}

// All of a short text, which most are: nothing to carry from one step to the next.
// REQUIRES: masks.other == 0, 0 < size <= 64
[[gnu::always_inline]] inline TextMeasure MeasureShort(const char* bytes, size_t size,
                                                       const AsciiMasks& masks) {
  const auto count = [](uint64_t bits) { return static_cast<uint32_t>(std::popcount(bits)); };
  const uint64_t word = masks.letters | masks.digits | masks.underscores;
  const uint64_t solid = ~uint64_t{0} >> (kStep - size) & ~masks.spaces;
  const uint64_t ended = masks.stops << 1 & (masks.spaces | masks.quotes);
  const uint64_t plain = solid & ~masks.quotes;
  TextMeasure m;
  m.words = count(word & ~(word << 1));
  m.characters = count(solid);
  m.letters = count(masks.letters);
  m.upper = count(masks.upper);
  m.digits = count(masks.digits);
  m.sentences = static_cast<uint16_t>(count(ended) + (masks.stops >> (size - 1) & 1));
  m.commas = static_cast<uint16_t>(count(masks.commas));
  if (plain != 0) {
    const auto last = static_cast<unsigned char>(bytes[63 - std::countl_zero(plain)]);
    m.ends_sentence = (kAscii[last] & (kStop | kClause)) != 0;
  }
  return m;
}

#if defined(__x86_64__)
[[gnu::target("avx2,popcnt,bmi,lzcnt")]] TextMeasure MeasureByAvx2(std::string_view text,
                                                                   simd::Readable readable) {
  const auto masks_of = [&](size_t begin, size_t size) __attribute__((target("avx2"))) {
    const char* bytes = text.data() + begin;
    std::array<char, kStep> copy;
    if (!readable.Holds(bytes, kStep)) bytes = std::copy_n(bytes, size, copy.data()) - size;
    return AsciiMasksByAvx2(bytes, size);
  };
  if (text.size() - 1 < kStep) {
    const AsciiMasks masks = masks_of(0, text.size());
    if (masks.other == 0) return MeasureShort(text.data(), text.size(), masks);
  }
  Scanner scanner;
  for (size_t i = 0; i < text.size();) {
    const size_t size = std::min(kStep, text.size() - i);
    i = Take(text, i, size, masks_of(i, size), scanner);
  }
  return scanner.Finish();
}

[[gnu::target("avx512f,avx512bw,avx2,popcnt,bmi,lzcnt")]] TextMeasure MeasureByAvx512(
    std::string_view text, simd::Readable) {
  if (text.size() - 1 < kStep) {
    const AsciiMasks masks = AsciiMasksByAvx512(text.data(), text.size());
    if (masks.other == 0) return MeasureShort(text.data(), text.size(), masks);
  }
  Scanner scanner;
  for (size_t i = 0; i < text.size();) {
    const size_t size = std::min(kStep, text.size() - i);
    i = Take(text, i, size, AsciiMasksByAvx512(text.data() + i, size), scanner);
  }
  return scanner.Finish();
}
#endif

using Measurer = TextMeasure (*)(std::string_view text, simd::Readable readable);

Measurer BestMeasurer() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return MeasureByAvx512;
  if (simd::ActiveKernels().vector_bytes >= 32) return MeasureByAvx2;
#endif
  return Measure;
}

}  // namespace

TextMeasure MeasureText(std::string_view text, simd::Readable readable) {
  static const Measurer measure = BestMeasurer();
  return measure(text, readable);
}

}  // namespace tamis::extract
