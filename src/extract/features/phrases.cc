// The table is written folded: lower case, no punctuation, apostrophes dropped ("doesnt").
// Lookup: at each word start the first three bytes choose a chain of phrases; the longest that
// ends at a word end wins. Scripts without spaces match at every character.

#include "extract/features/phrases.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/memory/load.h"
#include "base/simd/block16.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/features/phrase_table.h"

namespace tamis::extract {
namespace {

constexpr size_t kBuckets = 1024;  // a power of two, about twice the phrases
constexpr size_t kPrefix = 3;      // bytes; every phrase has at least as many

// The first eight bytes of a text, or as many as it has, the first lowest.
constexpr uint64_t HeadOf(std::string_view text) {
  uint64_t head = 0;
  for (size_t i = 0; i < std::min<size_t>(text.size(), 8); ++i) {
    head |= uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  }
  return head;
}

// Of the first kPrefix bytes of a head.
constexpr uint32_t HashOfPrefix(uint64_t head) {
  const uint64_t prefix = head & ((uint64_t{1} << 8 * kPrefix) - 1);
  return static_cast<uint32_t>(prefix * 0x9E3779B97F4A7C15u >> 40);
}
constexpr size_t BucketOf(uint32_t hash) { return hash & (kBuckets - 1); }

// Chains of phrases, longest first: first[bucket] and next[phrase] are numbers from 1, 0 ends.
struct Head {
  uint64_t bytes = 0;  // the first eight of the phrase, or as many as it has
  uint64_t mask = 0;
};

struct Index {
  std::array<uint16_t, kBuckets> first{};
  std::array<uint16_t, kPhraseCount> next{};
  std::array<Head, kPhraseCount> heads{};  // tell most phrases apart without a look at them
  // A bit for the prefix of each phrase: most words of a text end here.
  static constexpr size_t kBits = 1 << 15;
  std::array<uint64_t, kBits / 64> prefixes{};

  constexpr bool MayBegin(uint32_t hash) const {
    return (prefixes[hash % kBits / 64] >> hash % 64 & 1) != 0;
  }
};

constexpr Index MakeIndex() {
  Index index;
  for (uint16_t i = 0; i < kPhraseCount; ++i) {
    const std::string_view text = kPhrases[i].text;
    index.heads[i].bytes = HeadOf(text);
    index.heads[i].mask = ~uint64_t{0} >> 8 * (8 - std::min<size_t>(text.size(), 8));
    const uint32_t hash = HashOfPrefix(index.heads[i].bytes);
    index.prefixes[hash % Index::kBits / 64] |= uint64_t{1} << hash % 64;
    uint16_t* link = &index.first[BucketOf(hash)];
    while (*link != 0 && kPhrases[*link - 1].text.size() >= kPhrases[i].text.size()) {
      link = &index.next[*link - 1];
    }
    index.next[i] = *link;
    *link = static_cast<uint16_t>(i + 1);
  }
  return index;
}
constexpr Index kIndex = MakeIndex();

// The first five bytes of all phrases, and what they may be of one that is shorter, as bits by
// their hashes.
class Beginnings {
 public:
  constexpr Beginnings() {
    constexpr std::string_view kBehind = " 0123456789abcdefghijklmnopqrstuvwxyz";
    for (const Phrase& phrase : kPhrases) {
      const size_t size = phrase.text.size();
      uint64_t head = HeadOf(phrase.text);
      if (size < 5) head |= uint64_t{' '} << 8 * size;
      if (size >= 4) {
        Add(head);
      } else {
        for (const char c : kBehind) Add(head | static_cast<uint64_t>(c) << 8 * 4);
      }
    }
  }
  // Whether a phrase may begin with the first bytes of `head`, a folded text of ASCII filled up
  // with spaces.
  constexpr bool Hold(uint64_t head) const {
    const uint32_t hash = HashOfFive(head);
    return (bits_[hash / 64] >> hash % 64 & 1) != 0;
  }

 private:
  static constexpr size_t kBits = 1 << 16;
  static constexpr uint32_t HashOfFive(uint64_t head) {
    return static_cast<uint32_t>((head << 24) * 0x9E3779B97F4A7C15u >> 48);
  }
  constexpr void Add(uint64_t head) {
    const uint32_t hash = HashOfFive(head);
    bits_[hash / 64] |= uint64_t{1} << hash % 64;
  }

  std::array<uint64_t, kBits / 64> bits_{};
};
static_assert(kPrefix == 3);
constexpr Beginnings kBeginnings;

bool IsUnspacedAt(std::string_view text, size_t i) {
  if (i >= text.size() || static_cast<unsigned char>(text[i]) < 0x80) return false;
  return unicode::IsUnspacedScript(DecodeUtf8(text, i));
}

// Lower case of ASCII letters and digits; 0 for what parts words; kDropped for apostrophes.
constexpr char kDropped = 1;
constexpr std::array<char, 128> MakeAsciiFold() {
  std::array<char, 128> table{};
  for (size_t c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  for (size_t c = 'a'; c <= 'z'; ++c) table[c] = static_cast<char>(c);
  for (size_t c = 'A'; c <= 'Z'; ++c) table[c] = static_cast<char>(c - 'A' + 'a');
  table['\''] = kDropped;
  return table;
}
constexpr std::array<char, 128> kAsciiFold = MakeAsciiFold();

char32_t FoldedAt(std::string_view line, size_t& i) {
  const auto byte = static_cast<unsigned char>(line[i]);
  if (byte < 0x80) {
    ++i;
    return static_cast<unsigned char>(kAsciiFold[byte]);
  }
  const char32_t c = DecodeUtf8(line, i);
  if (c == 0x2019 || c == 0xAD) return kDropped;  // apostrophe, soft hyphen
  if ((unicode::FlagsOf(c) & (unicode::kWord | unicode::kMark)) == 0) return 0;
  return unicode::ToLower(c);
}

// Writes one code point, at most four bytes, and returns how many.
size_t EncodeUtf8(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  const size_t bytes = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = bytes - 1; i > 0; --i) {
    out[i] = static_cast<char>(0x80 | (c & 0x3F));
    c >>= 6;
  }
  constexpr unsigned char kLead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = static_cast<char>(kLead[bytes] | c);
  return bytes;
}

// What may begin at 64 places of a text, a bit each.
struct Starts {
  uint64_t behind_space = 0;
  uint64_t beyond_latin = 0;  // a character of three bytes or more: all scripts without spaces
};

// REQUIRES: 65 readable bytes from text[-1] on
Starts StartsAt(const char* text) {
  Starts starts;
#if defined(__SSE2__)
  for (unsigned i = 0; i < 64; i += 16) {
    const auto load = [&](const char* at) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    };
    const auto put = [i](__m128i mask, uint64_t& bits) {
      bits |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(mask))) << i;
    };
    put(_mm_cmpeq_epi8(load(text - 1), _mm_set1_epi8(' ')), starts.behind_space);
    const __m128i low = _mm_set1_epi8(static_cast<char>(0xE0));
    put(_mm_cmpeq_epi8(_mm_max_epu8(load(text), low), load(text)), starts.beyond_latin);
  }
#else
  for (unsigned i = 0; i < 64; ++i) {
    starts.behind_space |= uint64_t{text[static_cast<int>(i) - 1] == ' '} << i;
    starts.beyond_latin |= uint64_t{static_cast<unsigned char>(text[i]) >= 0xE0} << i;
  }
#endif
  return starts;
}

// REQUIRES: eight readable bytes behind every place of `text`
const Phrase* Match(std::string_view text, size_t at) {
  if (at + kPrefix > text.size()) return nullptr;
  const std::string_view rest = text.substr(at);
  const uint64_t begin = Load64(rest.data());
  for (uint16_t i = kIndex.first[BucketOf(HashOfPrefix(begin))]; i != 0; i = kIndex.next[i - 1]) {
    const Head& head = kIndex.heads[i - 1];
    if ((begin & head.mask) != head.bytes) continue;
    const Phrase& phrase = kPhrases[i - 1];
    if (!rest.starts_with(phrase.text)) continue;
    const size_t end = at + phrase.text.size();
    if (end == text.size() || text[end] == ' ' || IsUnspacedAt(text, end)) return &phrase;
  }
  return nullptr;
}

// Whether the first eight bytes of a phrase, or all of a shorter one, are those of `head`.
bool BeginsPhrase(uint64_t head) {
  for (uint16_t i = kIndex.first[BucketOf(HashOfPrefix(head))]; i != 0; i = kIndex.next[i - 1]) {
    if ((head & kIndex.heads[i - 1].mask) == kIndex.heads[i - 1].bytes) return true;
  }
  return false;
}

// The first eight bytes of the line from `i` on, folded; spaces behind its end.
uint64_t FoldedHead(std::string_view line, size_t i) {
  char folded[8 + 4];
  std::memset(folded, ' ', sizeof folded);
  size_t size = 0;
  bool gap = false;
  while (i < line.size() && size < 8) {
    const char32_t c = FoldedAt(line, i);
    if (c == kDropped) continue;
    if (c == 0) {
      gap = size > 0;
      continue;
    }
    if (gap) folded[size++] = ' ';
    gap = false;
    size += EncodeUtf8(c, folded + size);
  }
  return Load64(folded);
}

#if defined(__SSE2__)

// 64 characters of a line, those beyond its end 0.
struct RawStep {
  std::array<char, 64 + 8> lower;  // of ASCII letters and digits, a space for all others
  uint64_t words = 0;              // bits of those letters and digits
  uint64_t dropped = 0;            // of apostrophes
  uint64_t beyond = 0;             // of bytes beyond ASCII
  uint64_t leads = 0;              // of those that begin a character
};

// Of the `size` characters at `line`.
void ReadRawStep(const char* line, size_t size, simd::Readable readable, RawStep& step) {
  step.words = step.dropped = step.beyond = step.leads = 0;
  step.lower.fill(' ');
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
    const __m128i small = _mm_or_si128(block, _mm_set1_epi8(0x20));
    const __m128i word = _mm_or_si128(within(small, 'a', 'z'), within(block, '0', '9'));
    put(word, step.words);
    put(_mm_cmpeq_epi8(block, _mm_set1_epi8('\'')), step.dropped);
    put(block, step.beyond);
    put(_mm_and_si128(block, _mm_cmpgt_epi8(block, _mm_set1_epi8('\xBF'))), step.leads);
    const __m128i lower =
        _mm_or_si128(_mm_and_si128(word, small), _mm_andnot_si128(word, _mm_set1_epi8(' ')));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(step.lower.data() + i), lower);
  }
}

#endif

}  // namespace

#if defined(__SSE2__)

// Where a word begins, its first characters are looked up as they stand; where they may fold to
// others they are folded.
bool PhraseFinder::MayHold(std::string_view line, simd::Readable readable) {
  constexpr size_t kRead = 64;
  constexpr size_t kTaken = kRead - 8;  // of a step that is not the last
  RawStep step;
  uint64_t word_before = 0;
  for (size_t base = 0; base < line.size(); base += kTaken) {
    const size_t size = std::min(line.size() - base, kRead);
    ReadRawStep(line.data() + base, size, readable, step);
    const bool last = base + kRead >= line.size();
    const uint64_t taken = ~uint64_t{0} >> (last ? 0 : kRead - kTaken);
    const uint64_t begins = ~(step.words << 1 | word_before) & taken;
    word_before = step.words >> (kTaken - 1) & 1;
    // Characters that fold to none, and such as part words behind another one: behind the last word
    // they change nothing.
    const uint64_t solid = step.words | step.beyond;
    const uint64_t inner =
        last ? (uint64_t{1} << (63 - std::countl_zero(solid | 1))) - 1 : ~uint64_t{0};
    const uint64_t gaps = ~step.words & inner;
    uint64_t odd = step.dropped | step.beyond | (gaps & gaps >> 1);
    const uint64_t odd_prefix = odd | odd >> 1 | odd >> 2;
    for (const int more : {1, 2, 4}) odd |= odd >> more;  // or within seven characters
    // Most words begin no phrase, but nobody can guess which: all are asked without a branch. Of
    // one that is odd the first three characters are.
    uint64_t may = begins & (step.words | step.leads) & odd_prefix;
    for (uint64_t left = begins & step.words & ~odd_prefix; left != 0; left &= left - 1) {
      const int at = std::countr_zero(left);
      const uint64_t head = Load64(step.lower.data() + at);
      const uint64_t prefix = uint64_t{kIndex.MayBegin(HashOfPrefix(head))} & odd >> at;
      may |= (uint64_t{kBeginnings.Hold(head)} | prefix) << at;
    }
    for (; may != 0; may &= may - 1) {
      const auto at = static_cast<size_t>(std::countr_zero(may));
      const bool as_is = (odd >> at & 1) == 0;
      if (BeginsPhrase(as_is ? Load64(step.lower.data() + at) : FoldedHead(line, base + at))) {
        return true;
      }
    }
    for (uint64_t left = step.leads & taken; left != 0; left &= left - 1) {
      if (IsUnspacedAt(line, base + static_cast<size_t>(std::countr_zero(left)))) return true;
    }
  }
  return false;
}

#else

bool PhraseFinder::MayHold(std::string_view, simd::Readable) { return true; }

#endif

#if defined(__SSE2__)

// At most sixteen characters that are ASCII letters, digits and lone spaces between them, as most
// are. Returns how many were folded.
size_t PhraseFinder::FoldPlain(std::string_view line, size_t at, bool gap) {
  const size_t size = std::min(line.size() - at, kPlain);
  const simd::Halves halves = readable_.LoadHalves(line.data() + at, size);
  const __m128i block =
      _mm_set_epi64x(static_cast<int64_t>(halves.high), static_cast<int64_t>(halves.low));
  const auto within = [](__m128i bytes, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
  };
  const __m128i letter = within(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i word = _mm_or_si128(letter, within(block, '0', '9'));
  const auto bits = [](__m128i mask) { return static_cast<uint32_t>(_mm_movemask_epi8(mask)); };
  const uint32_t words = bits(word) & simd::FirstBits(size);
  const uint32_t spaces = bits(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')));
  // A space must have a word on each side: behind the last character of the block none is known.
  const uint32_t lone = spaces & words << 1 & words >> 1;
  auto count = static_cast<size_t>(std::countr_one(words | lone));
  if (count == 0) return 0;
  if (gap && size_ > 0) text()[size_++] = ' ';
  count = std::min(count, std::max<size_t>(kMaxBytes, size_ + 1) - size_);
  const __m128i folded = _mm_or_si128(block, _mm_and_si128(letter, _mm_set1_epi8(0x20)));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(text() + size_), folded);
  size_ += count;
  return count;
}

#else

size_t PhraseFinder::FoldPlain(std::string_view, size_t, bool) { return 0; }

#endif

void PhraseFinder::Fold(std::string_view line) {
  size_ = 0;
  bool gap = false;
  for (size_t i = 0; i < line.size() && size_ < kMaxBytes;) {
    if (const size_t plain = FoldPlain(line, i, gap); plain != 0) {
      gap = false;
      i += plain;
      continue;
    }
    const char32_t c = FoldedAt(line, i);
    if (c == kDropped) continue;
    if (c == 0) {
      gap = true;
      continue;
    }
    if (gap && size_ > 0) text()[size_++] = ' ';
    gap = false;
    size_ += EncodeUtf8(c, text() + size_);
  }
}

// Most words begin no phrase, but nobody can guess which: the places of those that may are
// written down without asking.
size_t PhraseFinder::FindCandidates(uint32_t& spaces) {
  size_t count = 0;
  for (size_t base = 0; base < size_; base += 64) {
    const Starts starts = StartsAt(text() + base);
    const uint64_t all = size_ - base < 64 ? ~(~uint64_t{0} << (size_ - base)) : ~uint64_t{0};
    uint64_t begins = starts.behind_space & all;
    spaces += static_cast<uint32_t>(std::popcount(begins));
    for (uint64_t left = starts.beyond_latin & all; left != 0; left &= left - 1) {
      const auto bit = static_cast<size_t>(std::countr_zero(left));
      begins |= uint64_t{IsUnspacedAt(folded(), base + bit)} << bit;
    }
    for (; begins != 0; begins &= begins - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(begins));
      candidates_[count] = static_cast<uint16_t>(at);
      count += kIndex.MayBegin(HashOfPrefix(Load64(text() + at)));
    }
  }
  return count;
}

PhraseHits PhraseFinder::Find(std::string_view line, simd::Readable readable) {
  readable_ = readable;
  Fold(line);
  PhraseHits hits;
  if (size_ == 0) return hits;
  uint32_t spaces = 0;
  const size_t count = FindCandidates(spaces);
  hits.total = static_cast<uint32_t>(size_) - (spaces - 1);  // the first stands before the text
  size_t end = 0;                                            // of the last phrase
  for (size_t i = 0; i < count; ++i) {
    const size_t at = candidates_[i];
    if (at < end) continue;
    const Phrase* const phrase = Match(folded(), at);
    if (phrase == nullptr) continue;
    if (at == 0) hits.first = phrase->kind;
    uint16_t& bytes = hits.bytes[static_cast<size_t>(phrase->kind)];
    for (const char c : phrase->text) bytes = static_cast<uint16_t>(bytes + (c != ' '));
    end = at + phrase->text.size();
  }
  return hits;
}

}  // namespace tamis::extract
