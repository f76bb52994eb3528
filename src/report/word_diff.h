// How two texts differ, word by word, cut down to what a reader looks at.
//
// Idea:   runs of three words that stand once in either text tie the texts together, as in patience
//         diff: of all such ties the longest list that keeps the order is taken. What lies between
//         two ties is short, and is compared by Myers' algorithm.
// Catch:  Myers' costs the square of the differences: it gives up after kMaxEdits, and the whole
// gap
//         counts as different. So the cost is n log n whatever the texts are.
// Source: E. Myers, An O(ND) difference algorithm and its variations (1986); B. Cohen's patience
//         diff, as https://bramcohen.livejournal.com/73318.html tells it.
//
// Tested: word_diff_test.cc; fuzzed by fuzz/word_diff.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::report {

// A part of both texts, in order. A word ends at white space; characters of scripts that put no
// space between words are words of their own. White space is told as one space or line feed.
struct DiffPart {
  enum class Kind : uint8_t {
    kSame,     // `kept` are the words of both
    kLeftOut,  // `words` words of both, the same, are not shown
    kChanged,  // `kept` are those of the first text, `gone` those of the second
  };
  Kind kind = Kind::kSame;
  std::string kept = {};
  std::string gone = {};
  uint64_t words = 0;
  uint64_t kept_left_out = 0;  // kChanged: words behind those shown
  uint64_t gone_left_out = 0;
};

struct DiffLimits {
  size_t head = 24;           // words of the beginning that are shown, as far as they are the same
  size_t context = 12;        // words shown before and behind a change
  size_t changed_words = 60;  // of one change, on either side
  size_t word_bytes = 100;    // longer words are cut
  size_t total_bytes = 12'000;  // about; changes beyond are counted
};

struct WordDiff {
  std::vector<DiffPart> parts;
  uint64_t words_kept = 0;
  uint64_t words_gone = 0;
  uint64_t words_same = 0;
  uint64_t changes_left_out = 0;
};

// Any bytes. Memory: some 100 bytes a word. REQUIRES: fewer than 2^31 words.
WordDiff DiffWords(std::string_view kept, std::string_view gone, const DiffLimits& limits = {});

}  // namespace tamis::report
