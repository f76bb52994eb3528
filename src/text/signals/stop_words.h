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

// One language's words, for finding a word that is at hand as a little-endian number.
class StopWords {
 public:
  // ISO 639-1 code. False when there is no list for it.
  bool SetLanguage(std::string_view code);

  // The bit of a word of at most eight bytes, the others 0; 0 when it is none of the list.
  uint32_t BitOf(uint64_t word) const {
    const Slot& slot = slots_[Index(word)];
    return slot.bit & (0u - uint32_t{slot.word == word});  // no branch: every fifth word is one
  }

 private:
  struct Slot {
    uint64_t word = ~uint64_t{0};  // no word: bytes FF are no UTF-8
    uint32_t bit = 0;
  };
  static constexpr size_t kSlots = 256;

  // False when two words fall on one slot.
  bool Place(const std::array<std::string_view, kStopWordCount>& words);
  size_t Index(uint64_t word) const { return (word * multiplier_) >> 56; }

  std::string_view code_ = "-";
  bool known_ = false;
  uint64_t multiplier_ = 0;  // one under which the eight words fall apart
  std::array<Slot, kSlots> slots_ = {};
};

}  // namespace tamis::text
