// Cuts flattened text into paragraphs: how another tool broke its lines is found out first.
//
//   one paragraph a line            the common case: each line is a paragraph
//   wrapped at a column             lines that end because the next word did not fit are joined
//   everything on one line          cut into segments (flat/segments.h)
//   text browsers (lynx, w3m)       "[12]" before links is left out and counted
//
// Idea of the wrapping test: in wrapped text a line ends only where the next line's first word
// would have passed the right margin; the margin is the length of the longest usual line.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/flat/segments.h"

namespace tamis::extract {

struct FlatParagraph {
  uint32_t text_begin = 0;  // [begin, end) in FlatText::text
  uint32_t text_end = 0;
  uint32_t source_begin = 0;  // [begin, end) in the source, without white space around it
  uint32_t source_end = 0;
  uint32_t words = 0;
  uint32_t links = 0;        // link marks of a text browser
  bool after_blank = false;  // an empty line stands before it
  bool continues = false;    // a segment of the same line as the paragraph before
  bool glued = false;        // ... and nothing stands between them
};

struct FlatText {
  std::vector<FlatParagraph> paragraphs;
  std::string text;
  std::string_view Text(const FlatParagraph& p) const {
    return std::string_view(text).substr(p.text_begin, p.text_end - p.text_begin);
  }
};

// Reused from page to page.
class ParagraphCutter {
 public:
  void Cut(std::string_view source, FlatText& out);

 private:
  struct Line {
    uint32_t begin, end;  // in the source, trimmed
    uint32_t columns;     // characters, leading white space included
    uint32_t first_word;  // characters
    bool after_blank;
  };

  void FindLines(std::string_view source);
  uint32_t FindMargin();
  bool Continues(std::string_view source, const Line& line, const Line& next) const;
  void AppendLine(std::string_view line, FlatText& out, FlatParagraph& paragraph) const;
  void AddSegments(std::string_view source, const Line& line, FlatText& out);

  std::vector<Line> lines_;
  std::vector<uint32_t> widths_;
  SegmentCutter segment_cutter_;
  std::vector<Segment> segments_;
  uint32_t margin_ = 0;  // columns; 0 when the text is not wrapped
  bool has_link_marks_ = false;
};

}  // namespace tamis::extract
