// Compares windows that have the same hash.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dedup/substring/substring.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/words.h"

namespace tamis::dedup {

// Idea:   windows that repeat come in rows: when the window before stood before the earlier one,
//         only the words at the end are left to compare.
//
// One a thread.
class Matcher {
 public:
  Matcher(const Documents& documents, const SubstringOptions& options)
      : documents_(documents),
        bytes_(options.unit == SubstringUnit::kBytes),
        size_(options.min_length) {}

  // Whether the windows that begin at `later` and `first` have the same words; fills `range` with
  // what repeats of the later one, which is nothing when range.begin >= range.end.
  // REQUIRES: windows begin at both places; first < later.
  bool Match(uint64_t later, uint64_t first, TextRange& range);

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
  bool MatchBytes(uint64_t later, uint64_t first);
  bool MatchWords(uint64_t later, uint64_t first);
  // How many words the window at hand is to move on; 0 when it does not lead there.
  size_t StepsTo(uint64_t later, uint64_t first) const;
  bool ReadBoth(size_t words);
  void ForgetWords();

  const Documents& documents_;
  const bool bytes_;
  const size_t size_;

  // The window that matched last.
  bool matched_ = false;
  uint64_t later_ = 0, first_ = 0;  // begin; with bytes only
  Side later_side_, first_side_;    // with words only; the same number of words each
  size_t window_ = 0;               // index of its first word in both
};

}  // namespace tamis::dedup
