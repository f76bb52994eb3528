// Text that repeats word for word, within a document or across many.
//
//   documents -> windows of N words -> [hashes seen twice] -> [where each stood first] -> compared
//             -> spans to cut
//
// What is found: a window is N words of one document that follow each other. It repeats when the
// same words stand in an earlier window, of an earlier document or further up in the same; white
// space between the words does not count. Every word of a window that repeats is cut, but for
// those that belong to the first window, too ("la la la ..." keeps N). So a word goes only where
// it stands, among the same N words, before; all repeated spans of N words or more are found,
// however long they are.
//
// Idea:   no suffix array. All suffixes need not be in order to know which windows are equal: a
//         rolling hash of each says so sooner, and in less memory
//         (docs/decisions/120-repeated-text-by-window-hashes.md). Most windows stand once; a first
//         reading marks the hashes seen in two bits each, so that the second one needs a table of
//         the few others only. What the table says is then compared word by word: the answer is
//         that of brute force, whatever the hashes.
// Memory: the hashes are taken range by range when there are more than fit; the text is read twice
//         for each range.
// Catch:  windows of different words that have the same hash are told apart by sorting them by
//         their words; text made so as to collide costs time, and 16 bytes of memory a window.
//
// Tested: substring_test.cc, against brute force. Measured: docs/dedup-substrings.md.

#pragma once

#include <atomic>
#include <cstdint>
#include <span>
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
  // For what is held beside the text, without the ranges found; 0: up to six bytes for each of the
  // text, at least 64 MiB. With less it takes longer; below a few MiB buffers take more than that.
  uint64_t memory_bytes = 0;
  unsigned threads = 1;  // at least 1; the answer does not depend on it
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

// The spans to cut, in order, apart from each other. They begin and end at words, and take along
// the white space on one side: what is left is the side with more line feeds, else the longer one;
// at the ends of a document none is left.
//
// `stop` may be null; when it is set, kCancelled is returned soon.
// Errors:  kInvalidArgument, kCancelled.
// Threads: starts options.threads - 1 and joins them.
Result<std::vector<RepeatedSpan>> FindRepeatedSpans(const Documents& documents,
                                                    const SubstringOptions& options,
                                                    const std::atomic<bool>* stop = nullptr);

}  // namespace tamis::dedup
