// The lines and paragraphs of a text, and when two count as the same.
//
// A line ends at a line feed; a paragraph is the lines between two lines of nothing but white
// space. Two are the same when they have the same words in the same order: case, punctuation,
// symbols and white space do not count, digits do.
//
// Tested: repeated_lines_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::dedup {

enum class LineUnit : uint8_t { kLines, kParagraphs };

// Bytes, half-open, without the line feed at the end; never empty or only white space.
struct LineSpan {
  size_t begin = 0;
  size_t end = 0;
};

// The first line or paragraph that begins at `at` or behind it; false when there is none.
// REQUIRES: `at` is 0 or the end of one before.
bool NextLine(std::string_view text, LineUnit unit, size_t at, LineSpan& line);

// Reused from line to line; one a thread.
class LineHasher {
 public:
  // Lines of fewer words (text::CountWords) have no hash.
  explicit LineHasher(uint32_t min_words) : min_words_(min_words) {}

  // Equal for lines that are the same, never 0; 0 for those too short. Others are equal in one of
  // 2^64 cases: of 10^9 different lines, with 3 %, one pair in all.
  uint64_t Hash(std::string_view line);

 private:
  const uint32_t min_words_;
  std::string normal_;
};

}  // namespace tamis::dedup
