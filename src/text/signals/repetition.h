// How much of a text stands in word n-grams that repeat: the n-gram rules of Gopher.
//
// The idea: an n-gram can only repeat where the (n-1)-grams at its first and second word do, so
// from n = 3 on only those places are looked at. On most pages a few are left at n = 4, and the
// nine lengths cost about as much as one.
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
  void Clear() {
    hashes_.clear();
    ends_.assign(1, 0);
  }
  void Add(uint64_t hash, uint32_t characters) {
    hashes_.push_back(hash);
    ends_.push_back(ends_.back() + characters);
  }
  size_t words() const { return hashes_.size(); }

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

  // Counts the n-grams at `places_`; sets their hashes and slots. REQUIRES: places_ is not empty
  void Count(uint32_t n);
  // Leaves the places where an n-gram of one word more can repeat.
  void KeepRepeated();
  size_t TopCharacters(uint32_t n) const;
  size_t DuplicatedCharacters(uint32_t n);

  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> ends_;  // characters up to the end of each word; one more than words
  std::vector<Place> places_;
  std::vector<Slot> table_;
  size_t table_size_ = 0;
};

}  // namespace tamis::text
