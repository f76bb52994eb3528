// How much of a text stands in word n-grams that repeat: the n-gram rules of Gopher.
//
// The idea: an n-gram can only repeat where the (n-1)-grams at its first and second word do, so
// from n = 3 on only those places are looked at. On most pages a few are left at n = 4, and the
// nine lengths cost about as much as one. Before n-grams are counted in a table, two bits for each
// hash, one when it is met and one when it is met again, leave out most of those that stand once.
// The catch: n-grams are compared by 64-bit hashes of which a table slot keeps 32 beside its
// place; two that differ pass for equal once in about 10^9 texts of 1,000 words.
//
// Source:  Gopher, appendix A.1.1, table A1, as DataTrove counts it: docs/signals.md.
// Tested:  repetition_test.cc, against a plain count.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tamis/quality.h"

namespace tamis::text {

// The words of one text, in order; then Measure(). Keeps its memory.
class NGramRepetition {
 public:
  void Clear() { words_ = 0; }
  // Makes room for `more` words. Add() does not ask whether there is any.
  void Reserve(size_t more) {
    if (words_ + more + 1 < hashes_.size()) return;
    const size_t size = (words_ + more + kMinRoom) * 2;
    hashes_.resize(size);
    ends_.resize(size + 1);
  }
  // REQUIRES: no more calls than Reserve() made room for.
  void Add(uint64_t hash, uint32_t characters) {
    hashes_[words_] = hash;
    ends_[words_ + 1] = ends_[words_] + characters;
    ++words_;
  }
  // Adds a run of words from registers.
  struct Writer {
    uint64_t* hash;  // where the next word goes
    uint32_t* end;
    uint32_t characters;  // up to here

    void Add(uint64_t word_hash, uint32_t word_characters) {
      *hash++ = word_hash;
      characters += word_characters;
      *end++ = characters;
    }
  };
  Writer writer() { return {hashes_.data() + words_, ends_.data() + words_ + 1, ends_[words_]}; }
  void Take(const Writer& writer) { words_ = static_cast<size_t>(writer.hash - hashes_.data()); }
  // Takes `characters` off the last word.
  void ShortenLast(uint32_t characters) { ends_[words_] -= characters; }
  size_t words() const { return words_; }

  // Fills top_n_gram and duplicated_n_grams. `characters`: of the whole text, not 0.
  void Measure(size_t characters, GopherRepetition& signals);

 private:
  struct Slot {
    uint32_t tag;
    uint32_t count;
  };
  struct Place {
    uint32_t word;  // where the n-gram begins
    uint32_t slot;  // the same for equal n-grams
    uint64_t hash;  // of the n-gram
  };

  // The places of the n-grams that may repeat; `places_` are those where one of a word less does.
  void FindPairs();
  void Extend(uint32_t n);
  // Two bits a hash: met, and met again.
  struct Bits {
    uint64_t once;
    uint64_t twice;
  };
  struct Filter {
    Bits* bits;
    size_t mask;
    void Note(uint64_t hash) const {
      const uint64_t bit = uint64_t{1} << (hash & 63);
      Bits& here = bits[(hash >> 6) & mask];
      here.twice |= here.once & bit;
      here.once |= bit;
    }
    bool MayRepeat(uint64_t hash) const {
      return (bits[(hash >> 6) & mask].twice >> (hash & 63) & 1) != 0;
    }
  };
  Filter NewFilter(size_t places);
  void Keep(size_t count);
  // Counts the n-grams at `places_` and sets their slots. REQUIRES: places_ is not empty
  void Count();
  // Leaves the places where an n-gram of one word more can repeat.
  void KeepRepeated();
  size_t TopCharacters(uint32_t n) const;
  size_t DuplicatedCharacters(uint32_t n);

  static constexpr size_t kMinRoom = 1024;

  size_t words_ = 0;
  std::vector<uint64_t> hashes_ = std::vector<uint64_t>(kMinRoom);
  // Characters up to the end of each word; one more than words, the first 0.
  std::vector<uint32_t> ends_ = std::vector<uint32_t>(kMinRoom + 1);
  std::vector<Bits> bits_;  // by hash
  std::vector<Place> place_room_;
  std::span<Place> places_;  // those that are left, in place_room_
  std::vector<Slot> table_;
  size_t table_size_ = 0;
};

}  // namespace tamis::text
