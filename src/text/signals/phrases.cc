// Every phrase holds a pair of characters that is rare in prose: only where one stands are the
// phrases compared.

#include "text/signals/phrases.h"

#include <bit>
#include <iterator>

#if defined(__SSE2__)
#include <emmintrin.h>

#include "base/ascii.h"
#endif

namespace tamis::text {
namespace {

struct Entry {
  char first, second;      // the pair
  uint32_t pair_at;        // where it stands in `words`
  std::string_view words;  // lower case
  Phrase phrase;
};
constexpr Entry kEntries[] = {
    {'j', 'a', 0, "javascript", kJavascript},  {'m', ' ', 4, "lorem ipsum", kLoremIpsum},
    {'f', ' ', 7, "terms of use", kPolicy},    {'v', 'a', 3, "privacy policy", kPolicy},
    {'k', 'i', 3, "cookie policy", kPolicy},   {'k', 'i', 8, "uses cookies", kPolicy},
    {'k', 'i', 10, "use of cookies", kPolicy}, {'k', 'i', 7, "use cookies", kPolicy},
};

uint32_t PhrasesAt(std::string_view text, size_t at) {
  uint32_t found = 0;
  for (const Entry& entry : kEntries) {
    if (ToAsciiLower(text[at]) != entry.first || at < entry.pair_at) continue;
    const std::string_view here = text.substr(at - entry.pair_at, entry.words.size());
    if (here.size() < entry.words.size()) continue;
    size_t same = 0;
    while (same < here.size() && ToAsciiLower(here[same]) == entry.words[same]) ++same;
    if (same == here.size()) found |= entry.phrase;
  }
  return found;
}

bool IsPair(char a, char b) {
  a = ToAsciiLower(a);
  b = ToAsciiLower(b);
  for (const Entry& entry : kEntries) {
    if (entry.first == a && entry.second == b) return true;
  }
  return false;
}

#if defined(__SSE2__)
// A bit for each of sixteen bytes that may begin a pair. Control characters pass for spaces.
uint32_t PairsOf16(const char* bytes) {
  const __m128i fold = _mm_set1_epi8(0x20);
  const auto load = [fold](const char* from) {
    return _mm_or_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)), fold);
  };
  const __m128i first = load(bytes);
  const __m128i second = load(bytes + 1);
  const auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  const __m128i before_a = _mm_or_si128(is(first, 'j'), is(first, 'v'));
  const __m128i before_space = _mm_or_si128(is(first, 'm'), is(first, 'f'));
  const __m128i pairs = _mm_or_si128(_mm_and_si128(before_a, is(second, 'a')),
                                     _mm_or_si128(_mm_and_si128(before_space, is(second, ' ')),
                                                  _mm_and_si128(is(first, 'k'), is(second, 'i'))));
  return static_cast<uint32_t>(_mm_movemask_epi8(pairs));
}
#endif

}  // namespace

uint32_t FindPhrases(std::string_view text) {
  uint32_t found = 0;
  size_t i = 0;
#if defined(__SSE2__)
  for (; i + 17 <= text.size(); i += 16) {
    for (uint32_t pairs = PairsOf16(text.data() + i); pairs != 0; pairs &= pairs - 1) {
      found |= PhrasesAt(text, i + static_cast<size_t>(std::countr_zero(pairs)));
    }
  }
#endif
  for (; i + 1 < text.size(); ++i) {
    if (IsPair(text[i], text[i + 1])) found |= PhrasesAt(text, i);
  }
  return found;
}

}  // namespace tamis::text
