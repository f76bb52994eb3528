// Function words that running text of a language cannot do without: what tells prose from lists of
// names and numbers.
//
// Source: English: the eight words of Gopher, https://arxiv.org/abs/2112.11446. The other lists
//         are our own: the commonest function words of the language, eight each, none of more than
//         eight bytes. Languages without spaces between words have none.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::text {

inline constexpr size_t kStopWordCount = 8;

// One language's words, for finding a word that is at hand as a little-endian number: 128 bytes, so
// that they are in the cache when the next word asks.
class StopWords {
 public:
  // ISO 639-1 code. False when there is no list for it.
  bool SetLanguage(std::string_view code);

  // The bit of a word of at most eight bytes, the others 0; 0 when it is none of the list.
  uint32_t BitOf(uint64_t word) const {
    const size_t slot = Slot(word);
    return uint32_t{words_[slot] == word} << slot;  // no branch: every fifth word is one
  }
  // The bits of all words; 0 without a list.
  uint32_t all() const { return all_; }

 private:
  static constexpr size_t kSlots = 16;

  // False when two words fall on one slot.
  bool Place(const std::array<std::string_view, kStopWordCount>& words);
  size_t Slot(uint64_t word) const { return (word * multiplier_) >> 60; }

  std::string_view code_ = "-";
  uint64_t multiplier_ = 0;  // one under which the eight words fall apart
  uint32_t all_ = 0;
  std::array<uint64_t, kSlots> words_ = {};
};

}  // namespace tamis::text
