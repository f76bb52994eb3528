// Words that belong to a few fixed lists, asked about words that are nearly never among them.
//
// Idea:   bits that say which second bytes follow a first one in the lists, two lines of the cache
//         for all words, rule most of them out; then a table of slots by the word's size and three
//         of its bytes. Both are made by the compiler.
//
// Tested:  word_lists_test.cc.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace tamis::metadata {

// Calls `use` with each word of a list, in which white space parts words.
template <typename F>
constexpr void ForEachWordOf(std::string_view list, F use) {
  for (size_t i = 0; i < list.size();) {
    const size_t end = list.find(' ', i) == list.npos ? list.size() : list.find(' ', i);
    if (end != i) use(list.substr(i, end - i));
    i = end + 1;
  }
}

template <size_t kLists>
constexpr size_t CountWordsOf(const std::string_view (&lists)[kLists]) {
  size_t count = 0;
  for (const std::string_view list : lists) ForEachWordOf(list, [&](std::string_view) { ++count; });
  return count;
}

// kWords is CountWordsOf(lists), which are in lower case and have static storage; at most 16 lists.
template <size_t kWords>
class WordLists {
 public:
  template <size_t kLists>
  explicit constexpr WordLists(const std::string_view (&lists)[kLists]) {
    static_assert(kLists <= 16);
    for (const std::string_view list : lists) {
      ForEachWordOf(list, [&](std::string_view word) {
        seconds_[LowBits(word[0])] |= SecondBit(word);
        ++begin_[SlotOf(word) + 1];
      });
    }
    for (size_t slot = 0; slot < kSlots; ++slot) {
      begin_[slot + 1] = static_cast<uint16_t>(begin_[slot + 1] + begin_[slot]);
    }
    std::array<uint16_t, kSlots + 1> next = begin_;
    for (size_t list = 0; list < kLists; ++list) {
      ForEachWordOf(lists[list], [&](std::string_view word) {
        entries_[next[SlotOf(word)]++] = {word, static_cast<uint16_t>(1u << list)};
      });
    }
  }

  // Whether a word that begins like this one, which is not empty, may be in a list: a look at two
  // bytes.
  constexpr bool MayHold(std::string_view word) const {
    return (seconds_[LowBits(word[0])] & SecondBit(word)) != 0;
  }
  // A bit for each list that holds `word`, in any case of ASCII letters; the first lowest.
  constexpr uint32_t In(std::string_view word) const {
    if (word.empty() || !MayHold(word)) return 0;
    const size_t slot = SlotOf(word);
    uint32_t lists = 0;
    for (size_t i = begin_[slot]; i < begin_[slot + 1]; ++i) {
      if (EqualsIgnoringCase(entries_[i].word, word)) lists |= entries_[i].list;
    }
    return lists;
  }

 private:
  static constexpr size_t LowBits(char c) { return static_cast<size_t>(c & 31); }
  static constexpr uint32_t SecondBit(std::string_view word) {
    return word.size() == 1 ? 1 : uint32_t{1} << LowBits(word[1]);
  }
  static constexpr size_t SlotsFor(size_t words) {
    size_t slots = 16;
    while (slots < 4 * words) slots *= 2;
    return slots;
  }
  static constexpr size_t kSlots = SlotsFor(kWords);
  static constexpr size_t SlotOf(std::string_view word) {
    const auto byte = [word](size_t i) { return static_cast<size_t>(word[i] | 0x20) & 0xFF; };
    const size_t last = word.size() - 1;
    return (last * 37 + byte(0) * 7 + byte(last) * 3 + byte(last / 2) * 61 + byte(last / 3) * 113) %
           kSlots;
  }

  struct Entry {
    std::string_view word;
    uint16_t list = 0;
  };
  std::array<uint32_t, 32> seconds_{};
  std::array<uint16_t, kSlots + 1> begin_{};
  std::array<Entry, kWords> entries_{};
};

}  // namespace tamis::metadata
