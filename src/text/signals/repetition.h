// How much of a text stands in word n-grams that repeat: the n-gram rules of Gopher.
//
// The idea: an n-gram can only repeat where the (n-1)-grams at its first and second word do, so
// from n = 3 on only those places are looked at. On most pages a few are left at n = 4, and the
// nine lengths cost about as much as one. Before pairs are counted in a table, two bits for each
// hash, one when it is met and one when it is met again, leave out most of those that stand once.
// The catch: n-grams are compared by 64-bit hashes of which a table slot keeps 32 beside its
// place; two that differ pass for equal once in about 10^9 texts of 1,000 words.
//
// Source:  Gopher, appendix A.1.1, table A1, as DataTrove counts it: docs/signals.md.
// Tested:  repetition_test.cc, against a plain count.

#pragma once

#include <cstddef>
#include <cstdint>
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
  // Where an n-gram begins, its hash, and, when it was counted, its slot, which equal ones share.
  struct Places {
    std::vector<uint32_t> word;
    std::vector<uint64_t> hash;
    std::vector<uint32_t> slot;
    size_t size = 0;

    void Reserve(size_t count);
  };

  // The places of the pairs that may repeat.
  void FindPairs();
  // Counts the n-grams at the places.
  void Count();
  // Leaves the places where an n-gram of one word more can repeat, with its hash.
  void Extend(uint32_t n);
  size_t TopCharacters(uint32_t n) const;
  size_t DuplicatedCharacters(uint32_t n);

  static constexpr size_t kMinRoom = 1024;

  size_t words_ = 0;
  std::vector<uint64_t> hashes_ = std::vector<uint64_t>(kMinRoom);
  // Characters up to the end of each word; one more than words, the first 0.
  std::vector<uint32_t> ends_ = std::vector<uint32_t>(kMinRoom + 1);
  std::vector<uint64_t> pairs_;      // hashes of all
  std::vector<uint64_t> met_;        // a bit for each hash, by its value
  std::vector<uint64_t> met_again_;  // of those that were met twice
  Places places_;
  std::vector<Slot> table_;
};

}  // namespace tamis::text
