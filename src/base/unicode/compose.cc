#include "base/unicode/compose.h"

#include <algorithm>
#include <utility>

#include "base/unicode/compose_table.h"

namespace tamis::unicode {
namespace {

// Section 3.12 of the Unicode Standard, Conjoining Jamo Behavior.
constexpr char32_t kSyllables = 0xAC00, kLeads = 0x1100, kVowels = 0x1161, kTails = 0x11A7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTailCount = 28;

char32_t ComposeHangul(char32_t first, char32_t second) {
  const char32_t lead = first - kLeads, vowel = second - kVowels;
  if (lead < kLeadCount && vowel < kVowelCount) {
    return kSyllables + (lead * kVowelCount + vowel) * kTailCount;
  }
  const char32_t syllable = first - kSyllables, tail = second - kTails;
  const bool open = syllable < kLeadCount * kVowelCount * kTailCount && syllable % kTailCount == 0;
  return open && tail > 0 && tail < kTailCount ? first + tail : 0;
}

bool IsVowelOrTail(char32_t c) { return c >= kVowels && c < kTails + kTailCount; }

// The first that is not before these.
const internal::Composition* FindComposition(char32_t mark, char32_t letter) {
  return std::lower_bound(
      internal::kCompositions, internal::kCompositions + internal::kCompositionCount,
      std::pair(mark, letter),
      [](const auto& c, const auto& wanted) { return std::pair(c.mark, c.letter) < wanted; });
}

}  // namespace

uint8_t CombiningClass(char32_t c) {
  const internal::ClassRange* end = internal::kClasses + internal::kClassCount;
  const internal::ClassRange* range = std::lower_bound(
      internal::kClasses, end, c,
      [](const internal::ClassRange& r, char32_t value) { return r.last < value; });
  return range != end && c >= range->first ? range->combining_class : 0;
}

bool internal::IsMarkOfComposition(char32_t c) {
  if (c > 0x0345 && c < 0x0653) return false;    // Greek, Cyrillic, Hebrew, most of Arabic
  if (c > 0x093C && c < 0x09BE) return false;    // most of Devanagari
  if (c >= 0x30A0 && c < 0x11000) return false;  // Han, Hangul
  if (IsVowelOrTail(c)) return true;
  const Composition* found = FindComposition(c, 0);
  return found != kCompositions + kCompositionCount && found->mark == c;
}

char32_t Compose(char32_t first, char32_t second) {
  if (IsVowelOrTail(second)) return ComposeHangul(first, second);
  const internal::Composition* found = FindComposition(second, first);
  const bool there = found != internal::kCompositions + internal::kCompositionCount &&
                     found->mark == second && found->letter == first;
  return there ? found->composed : 0;
}

}  // namespace tamis::unicode
