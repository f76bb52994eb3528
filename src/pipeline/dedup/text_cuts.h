// Takes parts out of the text of a row, and moves the ranges that point into it.
//
// Tested:  text_cuts_test.cc.

#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::pipeline {

enum class CutReason : uint8_t { kLine, kParagraph, kSubstring };

// "line_repeat", "paragraph_repeat", "substring_repeat".
std::string_view CutReasonName(CutReason reason);

// Bytes of a text, half-open; and where the same stood first.
struct TextCut {
  uint64_t begin = 0;
  uint64_t end = 0;
  CutReason reason = CutReason::kLine;
  uint32_t first_row = 0;
  uint64_t first_begin = 0;
};

// Text with parts taken out. Reused from row to row.
class CutText {
 public:
  // `cuts`: in any order; may overlap. Of the white space (ASCII) in front of a cut and behind it,
  // and between cuts that only white space parts, the one with most line feeds stays, else the
  // longest, else the first; at the ends of the text none stays.
  // REQUIRES: within the text, at borders of characters.
  void Cut(std::string_view text, std::span<const TextCut> cuts);

  const std::string& text() const { return text_; }
  // Where a byte of the text before now stands; where its part was when that is gone.
  uint64_t PlaceOf(uint64_t before) const;

 private:
  struct Gap {
    uint64_t begin, end;
    uint64_t gone;  // bytes of this one and those before
  };
  struct Part {
    uint64_t begin, end;
    friend auto operator<=>(const Part&, const Part&) = default;
  };
  void Join(std::string_view text, std::span<const TextCut> cuts);
  void Remove(std::string_view text, uint64_t begin, uint64_t end);

  std::vector<Part> parts_;
  std::vector<Gap> gaps_;  // in order, apart
  std::string text_;
};

// Appends JSON with the numbers of all members "text_start" and "text_end", however deep, moved.
// Everything else is copied as it stands. REQUIRES: `json` is well-formed.
void AppendMoved(std::string_view json, const CutText& cut, std::string& out);

}  // namespace tamis::pipeline
