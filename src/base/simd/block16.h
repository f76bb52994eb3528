// Sixteen bytes at once, inline, for the short scans where a call through simd::Kernels costs
// more than it finds: a value, a name, a run between two tags. For text that ends earlier there is
// a constructor that fills up with zeros. Every x86-64 has SSE2 and every AArch64 NEON (sse2.h), so
// this needs no dispatch.
//
// Tested: kernels_test.cc, against a loop over bytes.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/memory/load.h"
#include "base/simd/sse2.h"

namespace tamis::simd {

// A bit for each of the sixteen bytes, the first lowest.
using Bits16 = uint32_t;

inline uint32_t FirstBit(Bits16 bits) { return static_cast<uint32_t>(std::countr_zero(bits)); }

// The first `size` bytes as two words, filled up with zeros. REQUIRES: size <= 16
struct Halves {
  uint64_t low = 0;
  uint64_t high = 0;
};
inline Halves LoadHalves(const char* bytes, size_t size) {
  if (size == 16) return {Load64(bytes), Load64(bytes + 8)};
  if (size <= 8) return {LoadPartial64(bytes, size), 0};
  return {Load64(bytes), Load64(bytes + size - 8) >> (8 * (16 - size))};
}

// The first `size` of sixteen bytes and then zeros. REQUIRES: size <= 16
inline Halves KeepFirst(Halves bytes, size_t size) {
  static constexpr char kSet = '\xFF';
  static constexpr char kMask[32] = {kSet, kSet, kSet, kSet, kSet, kSet, kSet, kSet,
                                     kSet, kSet, kSet, kSet, kSet, kSet, kSet, kSet};
  return {bytes.low & Load64(kMask + 16 - size), bytes.high & Load64(kMask + 24 - size)};
}

class Block16 {
 public:
  // REQUIRES: sixteen readable bytes.
  explicit Block16(const char* bytes)
      : block_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}
  // The first `size` bytes and then zeros. REQUIRES: size <= 16
  Block16(const char* bytes, size_t size) {
    const Halves halves = LoadHalves(bytes, size);
    block_ = _mm_unpacklo_epi64(_mm_cvtsi64_si128(static_cast<int64_t>(halves.low)),
                                _mm_cvtsi64_si128(static_cast<int64_t>(halves.high)));
  }

  // Bytes that are one of `c...`.
  template <typename... Char>
  Bits16 AnyOf(Char... c) const {
    return Bits((_mm_cmpeq_epi8(block_, _mm_set1_epi8(static_cast<char>(c))) | ...));
  }
  // Bytes that are `kA` and stand two places before `kB`; or `kC` before `kD`.
  template <char kA, char kB, char kC, char kD>
  Bits16 Pairs() const {
    const __m128i behind = _mm_srli_si128(block_, 2);
    const auto pair = [&](char a, char b) {
      return _mm_and_si128(_mm_cmpeq_epi8(block_, _mm_set1_epi8(a)),
                           _mm_cmpeq_epi8(behind, _mm_set1_epi8(b)));
    };
    return Bits(_mm_or_si128(pair(kA, kB), pair(kC, kD)));
  }
  // The same with ASCII letters in lower case; other bytes than letters become others.
  Block16 Lower() const { return Block16(_mm_or_si128(block_, _mm_set1_epi8(0x20))); }
  // Bytes that are no space, tab or end of a line.
  Bits16 Filled() const {
    const auto is = [this](char c) { return _mm_cmpeq_epi8(block_, _mm_set1_epi8(c)); };
    return 0xFFFF ^
           Bits(_mm_or_si128(_mm_or_si128(is(' '), is('\t')), _mm_or_si128(is('\n'), is('\r'))));
  }
  // Bytes that are no white space of HTML: those above, and form feeds.
  Bits16 NotWhitespace() const { return Filled() & ~AnyOf('\f'); }
  // Bytes below U+0020 but tab, line feed and carriage return.
  Bits16 Controls() const {
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block_, _mm_set1_epi8(0x1F)), block_);
    return Bits(low) & ~AnyOf('\t', '\n', '\r');
  }
  // Bytes up to `c`.
  Bits16 UpTo(char c) const {
    return Bits(_mm_cmpeq_epi8(_mm_min_epu8(block_, _mm_set1_epi8(c)), block_));
  }
  // Bytes from 0x80 on.
  Bits16 Beyond() const { return Bits(block_); }
  // Bytes '0' to '9'.
  Bits16 Digits() const {
    const __m128i from_zero = _mm_sub_epi8(block_, _mm_set1_epi8('0'));
    return Bits(_mm_cmpeq_epi8(_mm_min_epu8(from_zero, _mm_set1_epi8(9)), from_zero));
  }
  // Bytes that may end a name in a tag: up to U+0020, '/', and '<' '=' '>' '?'.
  Bits16 NameEnd() const {
    const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(block_, _mm_set1_epi8(0x20)), block_);
    const __m128i four = _mm_cmpeq_epi8(
        _mm_and_si128(block_, _mm_set1_epi8(static_cast<char>(0xFC))), _mm_set1_epi8('<'));
    const __m128i slash = _mm_cmpeq_epi8(block_, _mm_set1_epi8('/'));
    return Bits(_mm_or_si128(_mm_or_si128(below, four), slash));
  }

 private:
  explicit Block16(__m128i block) : block_(block) {}
  static Bits16 Bits(__m128i mask) { return static_cast<Bits16>(_mm_movemask_epi8(mask)); }
  __m128i block_;
};

// Memory that may be read, around the texts to be searched: the page that they stand in. A block
// that reaches beyond its text then costs no choice between loads of many sizes, which nobody can
// guess. Texts from elsewhere are searched as well.
class Readable {
 public:
  Readable() = default;
  explicit Readable(std::string_view memory)
      : begin_(reinterpret_cast<uintptr_t>(memory.data())), end_(begin_ + memory.size()) {}

  // The first `size` bytes; what follows is anything. REQUIRES: size <= 16
  Block16 Load(const char* bytes, size_t size) const {
    return Holds(bytes, 16) ? Block16(bytes) : Block16(bytes, size);
  }
  // The same, as words.
  Halves LoadHalves(const char* bytes, size_t size) const {
    return simd::LoadHalves(bytes, Holds(bytes, 16) ? 16 : size);
  }
  // The first `size` bytes and then zeros, as words. REQUIRES: size <= 16
  Halves LoadFilled(const char* bytes, size_t size) const {
    return KeepFirst(LoadHalves(bytes, size), size);
  }
  // Whether `size` bytes may be read there.
  bool Holds(const char* bytes, size_t size) const {
    const auto at = reinterpret_cast<uintptr_t>(bytes);
    return at >= begin_ && at + size <= end_;
  }

 private:
  uintptr_t begin_ = 0;
  uintptr_t end_ = 0;
};

// The bits of the first `size` bytes. REQUIRES: size <= 16
inline Bits16 FirstBits(size_t size) { return (Bits16{1} << size) - 1; }

// The place of the first digit, or text.size().
inline size_t FindDigit(std::string_view text, Readable readable = {}) {
  size_t at = 0;
  for (; at + 16 <= text.size(); at += 16) {
    const Bits16 digits = Block16(text.data() + at).Digits();
    if (digits != 0) return at + FirstBit(digits);
  }
  const size_t left = text.size() - at;
  const Bits16 digits = readable.Load(text.data() + at, left).Digits() & FirstBits(left);
  return digits != 0 ? at + FirstBit(digits) : text.size();
}

// The place of the first byte from `at` on that is one of `kChars`, or text.size(). For longer ways
// than FindAnyOf() of base/find_any.h.
template <char... kChars>
inline size_t FindAny(std::string_view text, size_t at = 0, Readable readable = {}) {
  for (; at + 16 <= text.size(); at += 16) {
    const Bits16 found = Block16(text.data() + at).AnyOf(kChars...);
    if (found != 0) return at + FirstBit(found);
  }
  if (at >= text.size()) return text.size();
  const size_t left = text.size() - at;
  const Bits16 found = readable.Load(text.data() + at, left).AnyOf(kChars...) & FirstBits(left);
  return found != 0 ? at + FirstBit(found) : text.size();
}

// The text without the spaces, tabs and ends of lines that it begins with.
inline std::string_view WithoutBlanksBefore(std::string_view text, Readable readable = {}) {
  if (text.empty() || static_cast<unsigned char>(text.front()) > ' ') return text;
  while (text.size() >= 16) {
    const Bits16 filled = Block16(text.data()).Filled();
    if (filled != 0) return text.substr(FirstBit(filled));
    text.remove_prefix(16);
  }
  const Bits16 filled = readable.Load(text.data(), text.size()).Filled() & FirstBits(text.size());
  return text.substr(filled != 0 ? FirstBit(filled) : text.size());
}

// Whether a text is only what WithoutBlanksBefore() takes away, as most texts between two tags are.
inline bool IsBlank(std::string_view text, Readable readable = {}) {
  if (text.size() <= 16) {
    const Bits16 filled = readable.Load(text.data(), text.size()).Filled();
    return filled == 0 || FirstBit(filled) >= text.size();
  }
  return Block16(text.data()).Filled() == 0 &&
         WithoutBlanksBefore(text.substr(16), readable).empty();
}

// Whether byte a and, two places behind it, byte b stand in `text`; or c and d: what a longer word
// is looked for by.
template <char kA, char kB, char kC, char kD, bool kAnyCase = false>
inline bool MayHoldPairs(std::string_view text, Readable readable = {}) {
  const auto pairs = [](Block16 block) {
    return (kAnyCase ? block.Lower() : block).template Pairs<kA, kB, kC, kD>();
  };
  size_t at = 0;
  for (; at + 16 <= text.size(); at += 14) {
    if (pairs(Block16(text.data() + at)) != 0) return true;
  }
  const size_t left = text.size() - at;
  if (left < 3) return false;
  return (pairs(readable.Load(text.data() + at, left)) & FirstBits(left - 2)) != 0;
}

// The same for letters in lower case, and digits, which `text` may have in either case.
template <char kA, char kB, char kC, char kD>
inline bool MayHoldPairsInAnyCase(std::string_view text) {
  return MayHoldPairs<kA, kB, kC, kD, true>(text);
}

}  // namespace tamis::simd
