// Decides about the paragraphs of flattened text.
//
//   flat/paragraphs -> [line_judge] -> document
//
// The idea: prose (sentences of some length) is the backbone; everything is judged by what it
// says and by where it stands to the prose. Kinds are told apart by shape first (dates, codes,
// repeats, short lines without an end) and by phrases (features/phrases.h) second, and a phrase
// counts only where it makes up a good part of a short line: an article about errors is an
// article. What no rule speaks against and what stands between prose is kept.
//
// The catch: without markup a page of short lines (a poem, a price list) looks like a menu. So
// the rules for short lines hold only where the page has prose.
//
// Tested: flat_extractor_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/features/phrases.h"
#include "extract/flat/paragraphs.h"
#include "tamis/document.h"

namespace tamis::extract {

// The shape of one paragraph: what can be said without its neighbours.
struct LineShape {
  PhraseHits phrases;
  uint64_t hash = 0;  // of the folded text
  uint32_t words = 0;
  uint32_t plain_words = 0;  // words that are no part of a date, a time, a number or a URL
  bool prose = false;        // sentences
  bool ends_sentence = false;
  bool has_stamp = false;   // a date, a time, an HTTP status or a URL
  bool list_item = false;   // begins with a bullet or a number
  bool separators = false;  // "Home | News | Sport"
};

class LineJudge {
 public:
  // Fills decisions (one a paragraph) and title (an index, or kNoLine). `measures` has one
  // entry a paragraph.
  static constexpr uint32_t kNoLine = 0xFFFFFFFF;
  void Judge(const FlatText& text, std::span<const TextMeasure> measures,
             std::vector<Decision>& decisions, uint32_t& title);

  // Whether the rules give that decision only when they are sure, so that no model has a say.
  static bool IsCertain(const Decision& decision);

  // One a paragraph of the last page.
  std::span<const LineShape> shapes() const { return shapes_; }

 private:
  void Measure(const FlatText& text, std::span<const TextMeasure> measures);
  void MarkRepeats(std::vector<Decision>& decisions);
  void MarkTeasers(const FlatText& text, std::vector<Decision>& decisions);
  void MarkHttpHeader(const FlatText& text, std::vector<Decision>& decisions);
  void MarkKinds(const FlatText& text, std::vector<Decision>& decisions);
  void MarkLegal(std::vector<Decision>& decisions);
  void MarkErrorNeighbours(std::vector<Decision>& decisions);
  void FindBody(const std::vector<Decision>& decisions);
  uint32_t FindTitle(const FlatText& text, const std::vector<Decision>& decisions) const;
  void JudgeShortLines(std::vector<Decision>& decisions, uint32_t title);
  void FallBack(std::vector<Decision>& decisions) const;

  std::vector<LineShape> shapes_;
  std::vector<uint32_t> slots_;
  PhraseFinder finder_;
  std::string spaced_;
  uint32_t body_begin_ = 0;  // first kept prose; body_begin_ == body_end_: there is none
  uint32_t body_end_ = 0;    // one past the last
};

}  // namespace tamis::extract
