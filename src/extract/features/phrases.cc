// At each word's begin the longest phrase that ends at a word's end is looked up
// (phrase_lookup.h). Scripts without spaces match at every character.

#include "extract/features/phrases.h"

#include <bit>

#include "base/memory/load.h"
#include "base/simd/sse2.h"
#include "extract/features/folding.h"
#include "extract/features/phrase_lookup.h"

namespace tamis::extract {
namespace {

// What may begin at 64 places of a text, a bit each.
struct Starts {
  uint64_t behind_space = 0;
  uint64_t beyond_latin = 0;  // a character of three bytes or more: all scripts without spaces
};

// REQUIRES: 65 readable bytes from text[-1] on
Starts StartsAt(const char* text) {
  Starts starts;
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
  return starts;
}

}  // namespace

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
      begins |= uint64_t{PhraseLookup::IsUnspacedAt(folded(), base + bit)} << bit;
    }
    for (; begins != 0; begins &= begins - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(begins));
      candidates_[count] = static_cast<uint16_t>(at);
      count += kPhraseLookup.MayBegin(Load64(text() + at));
    }
  }
  return count;
}

PhraseHits PhraseFinder::Find(std::string_view line, simd::Readable readable) {
  Folding folding(line, 0, readable, text());
  folding.To(kMaxBytes);
  size_ = folding.size();
  PhraseHits hits;
  if (size_ == 0) return hits;
  uint32_t spaces = 0;
  const size_t count = FindCandidates(spaces);
  hits.total = static_cast<uint32_t>(size_) - (spaces - 1);  // the first stands before the text
  size_t end = 0;                                            // of the last phrase
  for (size_t i = 0; i < count; ++i) {
    const size_t at = candidates_[i];
    if (at < end) continue;
    const Phrase* const phrase = kPhraseLookup.Match(folded(), at);
    if (phrase == nullptr) continue;
    if (at == 0) hits.first = phrase->kind;
    uint16_t& bytes = hits.bytes[static_cast<size_t>(phrase->kind)];
    for (const char c : phrase->text) bytes = static_cast<uint16_t>(bytes + (c != ' '));
    end = at + phrase->text.size();
  }
  return hits;
}

}  // namespace tamis::extract
