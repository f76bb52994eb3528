// Text that repeats word for word, within a document or across many.
//
//   documents -> [runs of windows with the same key] -> sorted by key -> compared
//             -> ranges that stood before -> sorted by place -> spans to cut
//
// What is found: a window is N words of one document that follow each other. It repeats when the
// same words stand in an earlier window, of an earlier document or further up in the same; white
// space between the words does not count. Every word of a window that repeats is cut, but for
// those that belong to the first window, too ("la la la ..." keeps N). So a word goes only where
// it stands, among the same N words, before; all repeated spans of N words or more are found,
// however long they are.
//
// Idea:   no suffix array. All suffixes need not be in order to know which windows are equal
//         (docs/decisions/160-repeated-text-by-keys-of-windows.md). Every window has a key, equal
//         ones the same; windows that follow each other mostly share theirs, so that few records
//         are sorted (window_runs.h), on disk when they do not fit into memory. Windows whose key
//         stands once are done with. The others are hashed and then compared word by word
//         (run_matcher.h): the answer is that of brute force, whatever the hashes.
// Cost:   the text is read once from front to back, and parts that may repeat once more, in the
//         order of their keys.
//
// Tested: substring_test.cc, against brute force. Measured: docs/dedup-substrings.md.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/status.h"

namespace tamis::dedup {

// Documents that stand one behind the other in one piece of memory: a string, or a mapped file,
// of which only the part at hand is in memory.
struct Documents {
  std::string_view text;
  std::span<const uint64_t> ends;  // of each, in bytes of `text`; not falling, the last text.size()
};

enum class SubstringUnit : uint8_t {
  kWords,  // words.h
  kBytes,  // white space counts, too; what is cut is whole words all the same
};

struct SubstringOptions {
  SubstringUnit unit = SubstringUnit::kWords;
  uint32_t min_length = 50;  // N: words or bytes, at least 1
  // For what is held beside the text, without the spans found; 0: as much as the text is large, at
  // least 64 MiB. Below a few MiB buffers take more than that.
  uint64_t memory_bytes = 0;
  unsigned threads = 1;  // at least 1; the answer does not depend on it
  // Where goes what does not fit into memory: 16 bytes a run of windows, of which words make one
  // for every 80 bytes of text or so when N is 50, but one for every word when N is 1.
  std::string folder = "/tmp";
  // Drawn at random, nobody can make text whose hashes collide, which would cost time and memory.
  // The answer does not depend on it.
  uint64_t seed = 1;
  // Fewer than 61 make hashes collide: for tests.
  unsigned hash_bits = 61;
};

// A part of a document that stood before. Bytes of the document, half-open.
struct RepeatedSpan {
  uint64_t document = 0;
  uint64_t begin = 0;
  uint64_t end = 0;
  // Where the first window of the span stood first; its bytes need not be the same, for white
  // space.
  uint64_t first_document = 0;
  uint64_t first_begin = 0;

  friend bool operator==(const RepeatedSpan&, const RepeatedSpan&) = default;
};

// Told how much is done, from 0 to 1, by any thread, one at a time. May be null. When it is not ok
// the search ends soon.
using SubstringProgress = std::function<Status(double share)>;

// The spans to cut, in order, apart from each other. They begin and end at words, and take along
// the white space on one side: what is left is the side with more line feeds, else the longer one;
// at the ends of a document none is left.
//
// Errors:  kInvalidArgument, kIo, kTooLarge (text of 16 TiB), what `progress` returned.
// Threads: starts options.threads - 1 and joins them.
Result<std::vector<RepeatedSpan>> FindRepeatedSpans(const Documents& documents,
                                                    const SubstringOptions& options,
                                                    const SubstringProgress& progress = {});

}  // namespace tamis::dedup
