// Lines without phrases, told from the others at a tenth of the cost of a search: most lines of a
// page are such.
//
//   [phrase_filter] -> page_index: which lines are given to PhraseFinder
//
// Idea:   64 characters at a time become bits: of words, of their first letters, of whatever folds
//         to something else than its lower case. The lines' words stand in one list, and the first
//         bytes of each are looked up in tables of bits: no branch that nobody can guess, which is
//         what a look at each line for itself spends its time on. Where they are found the line is
//         folded from there and compared.
// Catch:  a word that has a character to drop or to fold in its first bytes (apostrophes, letters
//         beyond ASCII) is folded at once.
//
// Tested: phrase_filter_test.cc, against searches.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "base/simd/kernels.h"

namespace tamis::extract {

// Reused from page to page.
class PhraseFilter {
 public:
  explicit PhraseFilter(const simd::Kernels& kernels = simd::ActiveKernels());

  // For each line whether a phrase may stand in it: may say yes where there is none, never no
  // where there is. Valid until the next call. `readable`: memory around the lines, if any is
  // known; it makes short ones cheaper.
  std::span<const uint8_t> Read(std::span<const std::string_view> lines, simd::Readable readable);

  // The rest is for what is compiled for several kinds of machines.
  struct Lines;
  using ReadLines = void (*)(Lines& lines);

 private:
  void Compare(std::span<const std::string_view> lines, std::span<const uint32_t> places,
               simd::Readable readable);

  ReadLines read_lines_;
  std::vector<char> lower_;        // the lines, a space behind each
  std::vector<uint32_t> places_;   // in lower_: where words begin
  std::vector<uint32_t> ends_;     // in lower_, by line
  std::vector<uint8_t> may_hold_;  // by line
};

}  // namespace tamis::extract
