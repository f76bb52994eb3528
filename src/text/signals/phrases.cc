#include "text/signals/phrases.h"

#include "base/ascii.h"

namespace tamis::text {
namespace {

struct Entry {
  char first, second;      // the pair
  uint32_t pair_at;        // where it stands in `words`
  std::string_view words;  // lower case
  Phrase phrase;
};
constexpr Entry kEntries[] = {
    {'j', 'a', 0, "javascript", kJavascript}, {'p', 's', 7, "lorem ipsum", kLoremIpsum},
    {'m', 's', 3, "terms of use", kPolicy},   {'c', 'y', 5, "privacy policy", kPolicy},
    {'c', 'y', 11, "cookie policy", kPolicy}, {'o', 'k', 7, "uses cookies", kPolicy},
    {'o', 'k', 9, "use of cookies", kPolicy}, {'o', 'k', 6, "use cookies", kPolicy},
};

}  // namespace

bool IsPhrasePair(char first, char second) {
  first = ToAsciiLower(first);
  second = ToAsciiLower(second);
  for (const Entry& entry : kEntries) {
    if (entry.first == first && entry.second == second) return true;
  }
  return false;
}

uint32_t PhrasesAt(std::string_view text, size_t at) {
  const char first = ToAsciiLower(text[at]), second = ToAsciiLower(text[at + 1]);
  uint32_t found = 0;
  for (const Entry& entry : kEntries) {
    if (first != entry.first || second != entry.second || at < entry.pair_at) continue;
    const std::string_view here = text.substr(at - entry.pair_at, entry.words.size());
    if (here.size() < entry.words.size()) continue;
    size_t same = 0;
    while (same < here.size() && ToAsciiLower(here[same]) == entry.words[same]) ++same;
    if (same == here.size()) found |= entry.phrase;
  }
  return found;
}

uint32_t FindPhrases(std::string_view text) {
  uint32_t found = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (IsPhrasePair(text[i], text[i + 1])) found |= PhrasesAt(text, i);
  }
  return found;
}

}  // namespace tamis::text
