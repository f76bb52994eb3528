// Compares windows that have the same hash.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dedup/substring/substring.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/window_runs.h"
#include "dedup/substring/words.h"

namespace tamis::dedup {

// Idea:   windows that repeat come in rows: when the window before stood before the earlier one,
//         only the words at the end are left to compare.
// Catch:  in "la la la ..." all windows have the same earlier one. What stands behind the last
//         earlier window then is as good: it was itself found equal to that.
//
// One a thread.
class Matcher {
 public:
  Matcher(const Documents& documents, const SubstringOptions& options)
      : documents_(documents),
        bytes_(options.unit == SubstringUnit::kBytes),
        size_(options.min_length) {}

  // Whether two windows have the same words; fills `range` with what repeats of the later one.
  // `equal`: windows with the hash of `first` between it and `later` all have its words.
  // REQUIRES: first < later.
  bool Match(WindowPlace later, WindowPlace first, bool equal, TextRange& range);

  // Orders windows by their words: below, at or above 0.
  int Compare(uint64_t a, uint64_t b) const;

 private:
  // The rest of a document.
  struct Side {
    std::string_view text;
    uint64_t offset = 0;           // of text in Documents::text
    size_t at = 0;                 // behind the last word that was read
    std::vector<uint64_t> begins;  // of the words that were read
  };

  Side SideAt(uint64_t begin) const;
  bool MatchBytes(uint64_t later, uint64_t first, bool equal);
  bool MatchWords(uint64_t later, uint64_t first, bool equal);
  // How many words the windows at hand are to move on; 0 when they do not lead there.
  size_t StepsTo(uint64_t later, uint64_t first, bool equal) const;
  uint64_t EndOf(WindowPlace window) const;
  bool ReadBoth(size_t words);
  void ForgetWords();

  const Documents& documents_;
  const bool bytes_;
  const size_t size_;

  // The windows that matched last.
  bool matched_ = false;
  uint64_t later_ = 0, first_ = 0;  // begin; with bytes only, here and below
  uint64_t first_limit_ = 0;        // end of the document
  Side later_side_, first_side_;    // with words only; the same number of words each
  size_t window_ = 0;               // index of its first word in both
};

}  // namespace tamis::dedup
