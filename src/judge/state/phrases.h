// Phrases of error pages, walls and placeholders, in about thirty languages.
//
// A phrase alone decides nothing: what counts is how much of a title, a heading or a short block
// it covers, and how little other text the page has. "How to fix error 404" covers little.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/features/phrases.h"

namespace tamis::judge {

enum class StatePhrase : uint8_t {
  kError,      // "page not found", "server error"
  kChallenge,  // "verify that you are human"
  kConsent,    // "before you continue"
  kLogin,      // "log in", "create an account", "forgot your password"
  kPaywall,    // "subscribe to continue reading"
  kParked,     // "this domain is for sale", "welcome to nginx"
  kScript,     // "javascript", "your browser is not supported"
  kIndex,      // "index of", "parent directory"
  kTechnical,  // "URL", "server": what a few lines of prose speak of on error pages only
  kCount,
};
inline constexpr size_t kStatePhraseCount = static_cast<size_t>(StatePhrase::kCount);

struct StatePhraseHits {
  std::array<uint16_t, kStatePhraseCount> bytes{};  // covered, per kind
  uint32_t total = 0;        // bytes of the line that are neither space nor punctuation
  uint32_t status_code = 0;  // 404 where the line holds that number as a word; else 0

  // 0..1
  float Share(StatePhrase kind) const {
    const float hit = bytes[static_cast<size_t>(kind)];
    return total == 0                         ? 0.0f
           : hit >= static_cast<float>(total) ? 1.0f
                                              : hit / static_cast<float>(total);
  }
  bool Any(StatePhrase kind) const { return bytes[static_cast<size_t>(kind)] != 0; }
};

class StatePhraseFinder {
 public:
  StatePhraseFinder();
  // Looks at the first extract::PhraseFinder::kMaxBytes of `line` only.
  StatePhraseHits Find(std::string_view line);

 private:
  struct Entry {
    std::string_view text;
    StatePhrase kind;
    uint64_t head;  // the first eight bytes, as LoadPartial64() has them
  };
  // Entries [begin, end) begin with the same three bytes.
  struct Start {
    uint32_t prefix = 0;  // 0: no entry
    uint16_t begin = 0, end = 0;
  };
  const Entry* Match(std::string_view text, size_t at) const;
  static uint32_t PrefixOf(std::string_view text);
  static uint32_t HashOf(uint32_t prefix) { return prefix * 0x9E3779B1u; }
  size_t SlotOf(uint32_t prefix) const;

  extract::PhraseFinder fold_;  // lower case, no punctuation
  std::vector<Entry> entries_;  // by text
  std::vector<Start> starts_;   // a hash table
  // A bit for each hash of a prefix: most words begin no phrase, and need not look into the table.
  static constexpr unsigned kFilterBits = 13;
  std::array<uint64_t, (1 << kFilterBits) / 64> filter_{};
};

}  // namespace tamis::judge
