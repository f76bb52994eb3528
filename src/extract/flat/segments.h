// Cuts a giant line into segments that can be judged one by one.
//
//   [flat/segments] -> flat/paragraphs -> flat/line_judge
//
// Ideas:  - A sentence ends a segment, also when the next one is glued to it ("years.The").
//         - Text joined from a page has menus between its sentences. Their words begin with
//           capitals, those of sentences mostly do not: a segment ends where that changes, and
//           before a capital when it has become long.
// Catch:  a cut in the middle of a sentence must do no harm: segments of one line that are judged
//         alike become one block again, with the text as it stood (flat_extractor.cc).
//
// Tested: segments_test.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tamis::extract {

struct Segment {
  uint32_t begin, end;  // bytes of the line, without white space around them
};

// Reused from line to line.
class SegmentCutter {
 public:
  // Fills `out` with the segments of `line` in order; between them stands white space or nothing.
  void Cut(std::string_view line, std::vector<Segment>& out);

 private:
  struct Word {
    uint32_t begin, end;
    uint32_t weight;  // as text::CountWords counts
    bool lower;       // begins with a small letter, or with one of a script that has no capitals
    bool may_begin;   // a segment may begin with it
  };

  void AddSentence(std::string_view line, Segment sentence, std::vector<Segment>& out);
  void FindWords(std::string_view line, Segment sentence);
  // How many of the `count` words from `first` on are lower, 0..1.
  double LowerShare(size_t first, size_t count) const;
  // How clearly menu and sentence meet before word i, 0..1; 0 where they do not. The words from
  // `context` on are one of the two.
  double ChangeAt(size_t context, size_t i) const;

  std::vector<Word> words_;
};

}  // namespace tamis::extract
