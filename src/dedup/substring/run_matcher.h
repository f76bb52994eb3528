// Windows with the same key: which of them stood before.
//
//   runs of a key, in order -> windows -> [where each hash stood first] -> compared -> ranges
//
// Idea:   most runs that repeat are copies of one of the first runs of their key, byte for byte:
//         that is one comparison. Of the others all windows are looked up.
// Memory: windows that the table has no room for are sorted on disk: those of one hash then
//         stand side by side.
// Catch:  windows of different words that have the same hash are told apart by sorting them by
//         their words, in memory.
//
// Tested: substring_test.cc.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "dedup/substring/first_places.h"
#include "dedup/substring/matcher.h"
#include "dedup/substring/substring.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/window_runs.h"
#include "dedup/substring/windows.h"
#include "io/external_sort.h"
#include "io/parted_sort.h"
#include "tamis/status.h"

namespace tamis::dedup {

// One a thread. All runs of a key go to the same one.
class RunMatcher {
 public:
  // `ranges`: what repeats goes there, in parts of `part_bytes` of the text each.
  RunMatcher(const Documents& documents, const SubstringOptions& options, uint64_t memory_bytes,
             io::PartedSorter<TextRange>& ranges, uint64_t part_bytes);

  // REQUIRES: runs come in order. Errors: kIo, here and below.
  Status Add(const WindowRun& run);
  // What had to wait for the last run.
  Status Finish();

 private:
  struct Window {
    uint64_t hash = 0;
    WindowPlace place;
    friend auto operator<=>(const Window&, const Window&) = default;
  };
  // A run of which no window stood before.
  struct Original {
    uint64_t begin = 0;
    uint64_t windows = 0;
    RunEnd end;
  };

  void StartKey(uint64_t key);
  bool IsCopy(const Original& original, const WindowRun& run) const;
  Status LookUp(const WindowRun& run);
  Status Compare(const Window& later, WindowPlace first);
  Status Take(const TextRange& range);
  Status EndRange();
  Status FindInOverflow();
  Status TellOthersApart();

  const Documents& documents_;
  const bool bytes_;
  const uint64_t part_bytes_;
  io::PartedWriter<TextRange> ranges_;
  WindowReader reader_;
  Matcher matcher_;
  uint64_t key_ = UINT64_MAX;  // of the runs at hand
  FirstPlaces places_;         // of their windows
  bool equal_ = true;          // all windows that were compared
  std::vector<Original> originals_;
  TextRange open_;                       // the last range, which may go on; none when empty
  io::ExternalSorter<Window> overflow_;  // of all keys
  std::vector<Window> others_;           // whose hash stood before, with other words
};

}  // namespace tamis::dedup
