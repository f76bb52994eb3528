#include "extract/features/phrase_filter.h"

#include <algorithm>
#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "base/memory/load.h"
#include "base/simd/sse2.h"
#include "base/simd/swar.h"
#include "extract/features/folding.h"
#include "extract/features/phrase_lookup.h"

namespace tamis::extract {

struct PhraseFilter::Lines {
  std::span<const std::string_view> lines;
  simd::Readable readable;
  char* lower;
  uint32_t* places;
  uint32_t* ends;
  uint8_t* may_hold;
  size_t place_count = 0;
};

namespace {

// A set of numbers by their hashes: may hold one that was not added.
template <int kLogBits>
class Bits {
 public:
  constexpr void Add(uint64_t number) {
    const uint32_t hash = HashOf(number);
    words_[hash / 64] |= uint64_t{1} << hash % 64;
  }
  constexpr bool Hold(uint64_t number) const {
    const uint32_t hash = HashOf(number);
    return (words_[hash / 64] >> hash % 64 & 1) != 0;
  }

 private:
  static constexpr uint32_t HashOf(uint64_t number) {
    return static_cast<uint32_t>(number * 0x9E3779B97F4A7C15u >> (64 - kLogBits));
  }
  std::array<uint64_t, (size_t{1} << kLogBits) / 64> words_{};
};

// What all phrases begin with, and what they may be of a text that goes on behind a shorter one.
class Beginnings {
 public:
  constexpr Beginnings() {
    constexpr std::string_view kBehind = " 0123456789abcdefghijklmnopqrstuvwxyz";
    for (const Phrase& phrase : kPhrases) {
      const size_t size = phrase.text.size();
      uint64_t head = HeadOf(phrase.text);
      if (size >= 8) eight_.Add(head);
      two_.Add(FirstTwo(head));
      if (size < 5) head |= uint64_t{' '} << 8 * size;
      for (const char c : size < 4 ? kBehind : kBehind.substr(0, 1)) {
        const uint64_t five = FirstFive(size < 4 ? head | static_cast<uint64_t>(c) << 8 * 4 : head);
        five_.Add(five);
        if (size < 8) five_of_short_.Add(five);
      }
    }
  }
  // Whether a phrase may begin with the first two or five bytes of `head`, with all eight of them.
  // They are of a folded text of ASCII.
  constexpr bool HoldTwo(uint64_t head) const { return two_.Hold(FirstTwo(head)); }
  constexpr bool HoldFive(uint64_t head) const { return five_.Hold(FirstFive(head)); }
  constexpr bool HoldEight(uint64_t head) const {
    return eight_.Hold(head) || five_of_short_.Hold(FirstFive(head));
  }

 private:
  static constexpr uint64_t FirstTwo(uint64_t head) { return head << 48; }
  static constexpr uint64_t FirstFive(uint64_t head) { return head << 24; }

  Bits<12> two_;
  Bits<15> five_;
  Bits<14> eight_;
  Bits<12> five_of_short_;
};
static_assert(kPhrasePrefix == 3);
constexpr Beginnings kBeginnings;

// Whether a phrase stands in the line at a place where a word begins.
bool HoldsAt(std::string_view line, size_t at, simd::Readable readable) {
  std::array<char, kLongestPhrase + 1 + Folding::kRoom> folded;
  Folding folding(line, at, readable, folded.data());
  folding.To(8);
  std::fill_n(folded.data() + folding.size(), 8, ' ');
  if (!kPhraseLookup.Begins(Load64(folded.data()))) return false;
  folding.To(kLongestPhrase + 1);
  return kPhraseLookup.Match({folded.data(), folding.size()}, 0) != nullptr;
}

// Whether a character of a script without spaces begins at one of `places` of the line from `base`
// on: such texts have no words to ask for.
bool AnyUnspaced(std::string_view line, size_t base, uint64_t places) {
  for (; places != 0; places &= places - 1) {
    const size_t at = base + static_cast<size_t>(std::countr_zero(places));
    if (PhraseLookup::IsUnspacedAt(line, at)) return true;
  }
  return false;
}

// What stands in the lines as written down for a character that folds to nothing: an apostrophe, or
// all between two words but the first.
constexpr char kNothing = '\xFF';
constexpr size_t kStep = 64;
// Steps may write behind the end of what they are about.
constexpr size_t kRoom = kStep;

// Of up to 64 characters of a line, as bits.
struct Step {
  uint64_t words = 0;   // ASCII letters and digits
  uint64_t beyond = 0;  // bytes beyond ASCII
  uint64_t leads = 0;   // of these such as begin a character
  uint64_t wide = 0;    // one of three bytes or more, as all of scripts without spaces
};

// What stands before a step: for an apostrophe, either will do.
struct Before {
  bool word = false;
  bool gap = false;
};
Before BeforeNext(const Step& step) {
  return {.word = step.words >> (kStep - 1) != 0,
          .gap = (step.words | step.beyond) >> (kStep - 1) == 0};
}

// Takes the step at line[base], written to `lower`: the words that begin in it are written down.
// Inlined, to be compiled for machines that count bits by an instruction as well.
[[gnu::always_inline]] inline void Take(const Step& step, size_t index, size_t base,
                                        const char* lower, bool word_before,
                                        PhraseFilter::Lines& out) {
  uint64_t begins = ~(step.words << 1 | uint64_t{word_before}) & (step.words | step.leads);
  const auto first = static_cast<uint32_t>(lower - out.lower);
  uint32_t* places = out.places + out.place_count;
  out.place_count += static_cast<size_t>(std::popcount(begins));
  // Some more than there are: how many a line has is hard to guess, whether more than eight less.
  do {
    for (size_t i = 0; i < 8; ++i) {
      *places++ = first + static_cast<uint32_t>(std::countr_zero(begins | uint64_t{1} << 63));
      begins &= begins - 1;
    }
  } while (begins != 0);
  if (step.wide != 0 && AnyUnspaced(out.lines[index], base, step.wide)) out.may_hold[index] = 1;
}

// A space behind the line that ends here, and for now more, as a phrase has that ends with a line.
[[gnu::always_inline]] inline char* EndLine(char* lower) {
  std::fill_n(lower, 8, ' ');
  return lower + 1;
}

// The step of the `size` characters at `line`. Writes them to `out`: words in lower case, one space
// between them, and what is odd as it is or as kNothing.
[[gnu::always_inline]] inline Step Read(const char* line, size_t size, bool gap_before,
                                        simd::Readable readable, char* out) {
  Step step;
  __m128i gap_bytes = _mm_set1_epi8(gap_before ? kNothing : 0);
  for (size_t i = 0; i < size; i += 16) {
    const simd::Halves halves = readable.LoadFilled(line + i, std::min<size_t>(size - i, 16));
    const __m128i block =
        _mm_set_epi64x(static_cast<int64_t>(halves.high), static_cast<int64_t>(halves.low));
    const auto within = [](__m128i bytes, char low, char high) {
      return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                           _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
    };
    const auto put = [i](__m128i mask, uint64_t& bits) {
      bits |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(mask))) << i;
    };
    const __m128i letter = within(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i word = _mm_or_si128(letter, within(block, '0', '9'));
    const __m128i beyond = _mm_cmplt_epi8(block, _mm_setzero_si128());
    const __m128i dropped = _mm_cmpeq_epi8(block, _mm_set1_epi8('\''));
    put(word, step.words);
    put(beyond, step.beyond);
    put(_mm_and_si128(beyond, _mm_cmpgt_epi8(block, _mm_set1_epi8('\xBF'))), step.leads);
    put(_mm_and_si128(beyond, _mm_cmpgt_epi8(block, _mm_set1_epi8('\xDF'))), step.wide);
    const __m128i solid = _mm_or_si128(word, beyond);
    const __m128i gap = _mm_andnot_si128(_mm_or_si128(solid, dropped), _mm_set1_epi8(kNothing));
    const __m128i behind_gap = _mm_or_si128(_mm_slli_si128(gap, 1), _mm_srli_si128(gap_bytes, 15));
    gap_bytes = gap;
    const __m128i nothing = _mm_or_si128(dropped, _mm_and_si128(gap, behind_gap));
    const __m128i lower = _mm_or_si128(block, _mm_and_si128(letter, _mm_set1_epi8(0x20)));
    const __m128i kept =
        _mm_or_si128(_mm_and_si128(solid, lower), _mm_andnot_si128(solid, _mm_set1_epi8(' ')));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_or_si128(kept, nothing));
  }
  return step;
}

[[gnu::always_inline]] inline void ReadAll(PhraseFilter::Lines& out) {
  char* lower = out.lower;
  for (size_t index = 0; index < out.lines.size(); ++index) {
    const std::string_view line = out.lines[index];
    Before before;
    for (size_t base = 0; base < line.size(); base += kStep) {
      const size_t size = std::min(line.size() - base, kStep);
      const Step step = Read(line.data() + base, size, before.gap, out.readable, lower + base);
      Take(step, index, base, lower + base, before.word, out);
      before = BeforeNext(step);
    }
    lower = EndLine(lower + line.size());
    out.ends[index] = static_cast<uint32_t>(lower - out.lower);
  }
}

void ReadPortably(PhraseFilter::Lines& lines) { ReadAll(lines); }

#if defined(__x86_64__)

[[gnu::target("avx2,popcnt,bmi,lzcnt")]] void ReadByAvx2(PhraseFilter::Lines& lines) {
  ReadAll(lines);
}

// As Read(), of all at once. REQUIRES: 0 < size <= 64
[[gnu::target("avx512f,avx512bw")]] inline Step ReadWide(const char* line, size_t size,
                                                         bool gap_before, char* out) {
  const __m512i block = _mm512_maskz_loadu_epi8(~uint64_t{0} >> (kStep - size), line);
  const auto within = [](__m512i from, char low,
                         char high) __attribute__((target("avx512f,avx512bw"))) {
    const __m512i above = _mm512_sub_epi8(from, _mm512_set1_epi8(low));
    return uint64_t{_mm512_cmple_epu8_mask(above, _mm512_set1_epi8(static_cast<char>(high - low)))};
  };
  const __m512i small = _mm512_or_si512(block, _mm512_set1_epi8(0x20));
  const Step step = {.words = within(small, 'a', 'z') | within(block, '0', '9'),
                     .beyond = _mm512_movepi8_mask(block),
                     .leads = _mm512_cmpge_epu8_mask(block, _mm512_set1_epi8('\xC0')),
                     .wide = _mm512_cmpge_epu8_mask(block, _mm512_set1_epi8('\xE0'))};
  const uint64_t dropped = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\''));
  const uint64_t gaps = ~(step.words | step.beyond | dropped);
  const uint64_t nothing = dropped | (gaps & (gaps << 1 | uint64_t{gap_before}));
  const __m512i lower = _mm512_mask_mov_epi8(block, step.words, small);
  const __m512i spaced = _mm512_mask_mov_epi8(lower, gaps, _mm512_set1_epi8(' '));
  _mm512_storeu_si512(out, _mm512_mask_mov_epi8(spaced, nothing, _mm512_set1_epi8(kNothing)));
  return step;
}

[[gnu::target("avx512f,avx512bw,avx2,popcnt,bmi,lzcnt")]] void ReadByAvx512(
    PhraseFilter::Lines& out) {
  char* lower = out.lower;
  for (size_t index = 0; index < out.lines.size(); ++index) {
    const std::string_view line = out.lines[index];
    Before before;
    for (size_t base = 0; base < line.size(); base += kStep) {
      const size_t size = std::min(line.size() - base, kStep);
      const Step step = ReadWide(line.data() + base, size, before.gap, lower + base);
      Take(step, index, base, lower + base, before.word, out);
      before = BeforeNext(step);
    }
    lower = EndLine(lower + line.size());
    out.ends[index] = static_cast<uint32_t>(lower - out.lower);
  }
}

#endif

PhraseFilter::ReadLines ReadLinesFor([[maybe_unused]] const simd::Kernels& kernels) {
#if defined(__x86_64__)
  if (kernels.vector_bytes >= 64) return ReadByAvx512;
  if (kernels.vector_bytes >= 32) return ReadByAvx2;
#endif
  return ReadPortably;
}

using simd::kTops;  // the top bits of odd bytes

// Whether a phrase may begin as a word does, by its first five bytes. One that has odd bytes among
// them stays for now.
bool MayBegin(uint64_t head) { return kBeginnings.HoldFive(head) | ((head & kTops >> 24) != 0); }

// A character beyond ASCII that no phrase begins with as it folds to itself: of U+0080..00BF or
// U+2000..203F, which most are that no letters are.
bool BeginsWithSign(uint64_t head) { return (head & 0xFF) == 0xC2 || (head & 0xFFFF) == 0x80E2; }
static_assert(std::all_of(std::begin(kPhrases), std::end(kPhrases), [](const Phrase& phrase) {
  return phrase.text[0] != '\xC2' && phrase.text[0] != '\xE2';
}));

// The same by all that is known of eight bytes, without those that fold to nothing.
bool MayBeginExactly(uint64_t head) {
  int left = 8;   // bytes of the head
  int known = 8;  // of these before an odd one
  for (;;) {
    known = std::countr_zero(head & kTops) / 8;
    if (known >= left) break;
    const uint64_t behind = head >> 8 * known;
    const bool nothing = (behind & 0xFF) == static_cast<unsigned char>(kNothing);
    const bool quote = (behind & 0xFFFFFF) == 0x9980E2;  // U+2019, an apostrophe
    if (!nothing && !quote) break;
    const int dropped = nothing ? 1 : 3;
    const uint64_t before = (uint64_t{1} << 8 * known) - 1;
    head =
        (head & before) | (behind >> 8 * dropped << 8 * known) | ~uint64_t{0} << 8 * (8 - dropped);
    left -= dropped;
    // Two spaces with something between them that fell away.
    if (known > 0 && (head >> 8 * (known - 1) & 0xFFFF) == 0x2020) return true;
  }
  if (known == 8) return kBeginnings.HoldEight(head);
  if (known >= 5) return kBeginnings.HoldFive(head);
  if (known >= 3) return kPhraseLookup.MayBegin(head);
  if (known == 2) return kBeginnings.HoldTwo(head);
  return !BeginsWithSign(head);
}

// Keeps those of the places whose eight bytes are asked for.
template <typename Asked>
size_t Keep(std::span<uint32_t> places, const char* lower, Asked asked) {
  size_t kept = 0;
  for (const uint32_t place : places) {
    places[kept] = place;
    kept += asked(Load64(lower + place));
  }
  return kept;
}

}  // namespace

PhraseFilter::PhraseFilter(const simd::Kernels& kernels) : read_lines_(ReadLinesFor(kernels)) {}

std::span<const uint8_t> PhraseFilter::Read(std::span<const std::string_view> lines,
                                            simd::Readable readable) {
  may_hold_.assign(lines.size(), 0);
  size_t size = kRoom;
  for (const std::string_view line : lines) size += line.size() + 1;
  if (lower_.size() < size) lower_.resize(size);
  // In text that is no UTF-8 a word may begin with any byte.
  if (places_.size() < size) places_.resize(size);
  ends_.resize(lines.size());
  Lines all = {lines, readable, lower_.data(), places_.data(), ends_.data(), may_hold_.data()};
  read_lines_(all);
  std::span<uint32_t> places(places_.data(), all.place_count);
  places = places.first(Keep(places, lower_.data(), MayBegin));
  places = places.first(Keep(places, lower_.data(), MayBeginExactly));
  Compare(lines, places, readable);
  return may_hold_;
}

void PhraseFilter::Compare(std::span<const std::string_view> lines,
                           std::span<const uint32_t> places, simd::Readable readable) {
  size_t index = 0;
  for (const uint32_t place : places) {
    while (place >= ends_[index]) ++index;
    const std::string_view line = lines[index];
    const size_t at = place + line.size() + 1 - ends_[index];
    if (may_hold_[index] == 0) may_hold_[index] = HoldsAt(line, at, readable);
  }
}

}  // namespace tamis::extract
