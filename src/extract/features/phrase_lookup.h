// Which phrase begins at a place of a folded text?
//
//   phrase_table -> [phrase_lookup] -> phrase_filter, phrases
//
// Idea:   the first three bytes choose a few phrases; the longest that ends at a word's end
//         wins. Most words begin no phrase: bits by a hash of their first bytes tell them apart
//         before a phrase is looked at.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/memory/load.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/features/phrase_table.h"

namespace tamis::extract {

inline constexpr size_t kPhrasePrefix = 3;  // bytes; every phrase has at least as many

constexpr size_t LongestPhrase() {
  size_t longest = 0;
  for (const Phrase& phrase : kPhrases) longest = std::max(longest, phrase.text.size());
  return longest;
}
inline constexpr size_t kLongestPhrase = LongestPhrase();

// Of the first kPhrasePrefix bytes of a head.
constexpr uint32_t HashOfPrefix(uint64_t head) {
  return static_cast<uint32_t>((head << 40) * 0x9E3779B97F4A7C15u >> 32);
}
static_assert(kPhrasePrefix == 3);

// Phrases by their first bytes, the longest first. What is compared of those that begin alike
// stands side by side: between two pages the table falls out of the cache.
class PhraseLookup {
 public:
  constexpr PhraseLookup() {
    for (uint16_t i = 0; i < kPhraseCount; ++i) {
      const uint64_t head = HeadOf(kPhrases[i].text);
      const uint32_t hash = HashOfPrefix(head);
      prefixes_[WordOf(hash)] |= uint64_t{1} << hash % 64;
      ++first_[BucketOf(hash) + 1];
      entries_[i] = {head, i, static_cast<uint16_t>(kPhrases[i].text.size())};
    }
    for (size_t b = 0; b < kBuckets; ++b) first_[b + 1] += first_[b];
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      const size_t bucket_a = BucketOf(HashOfPrefix(a.head));
      const size_t bucket_b = BucketOf(HashOfPrefix(b.head));
      if (bucket_a != bucket_b) return bucket_a < bucket_b;
      return a.size != b.size ? a.size > b.size : a.phrase < b.phrase;
    });
  }

  // Whether a phrase may begin with the first three bytes of `head`.
  constexpr bool MayBegin(uint64_t head) const {
    const uint32_t hash = HashOfPrefix(head);
    return (prefixes_[WordOf(hash)] >> hash % 64 & 1) != 0;
  }
  // Whether the first eight bytes of a phrase, or all of a shorter one, are those of `head`.
  bool Begins(uint64_t head) const {
    const std::span<const Entry> entries = EntriesOf(head);
    return std::any_of(entries.begin(), entries.end(),
                       [head](const Entry& entry) { return entry.Begins(head); });
  }
  // The longest phrase at text[at], or null. REQUIRES: eight readable bytes behind every place of
  // `text`
  const Phrase* Match(std::string_view text, size_t at) const {
    if (at + kPhrasePrefix > text.size()) return nullptr;
    const std::string_view rest = text.substr(at);
    const uint64_t head = Load64(rest.data());
    for (const Entry& entry : EntriesOf(head)) {
      if (!entry.Begins(head)) continue;
      const Phrase& phrase = kPhrases[entry.phrase];
      if (!rest.starts_with(phrase.text)) continue;
      const size_t end = at + phrase.text.size();
      if (end == text.size() || text[end] == ' ' || IsUnspacedAt(text, end)) return &phrase;
    }
    return nullptr;
  }
  // Whether a character of a script without spaces begins at text[i].
  static bool IsUnspacedAt(std::string_view text, size_t i) {
    if (i >= text.size() || static_cast<unsigned char>(text[i]) < 0x80) return false;
    return unicode::IsUnspacedScript(DecodeUtf8(text, i));
  }

 private:
  static constexpr size_t kBuckets = 1024;  // a power of two, about twice the prefixes
  static constexpr size_t kBits = 1 << 14;
  struct Entry {
    uint64_t head = 0;  // HeadOf() the phrase
    uint16_t phrase = 0;
    uint16_t size = 0;

    bool Begins(uint64_t text) const {
      const uint64_t other = head ^ text;
      return size >= 8 ? other == 0 : other << 8 * (8 - size) == 0;
    }
  };

  static constexpr size_t BucketOf(uint32_t hash) { return hash >> 22; }
  static_assert(kBuckets == 1 << 10);
  static constexpr size_t WordOf(uint32_t hash) { return hash % kBits / 64; }

  std::span<const Entry> EntriesOf(uint64_t head) const {
    const size_t bucket = BucketOf(HashOfPrefix(head));
    return std::span(entries_).subspan(first_[bucket], first_[bucket + 1] - first_[bucket]);
  }

  std::array<uint16_t, kBuckets + 1>
      first_{};  // of a bucket's entries; the next one's is their end
  std::array<Entry, kPhraseCount> entries_{};
  std::array<uint64_t, kBits / 64> prefixes_{};
};
inline constexpr PhraseLookup kPhraseLookup;

}  // namespace tamis::extract
