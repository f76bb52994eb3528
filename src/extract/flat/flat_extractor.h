// Main text of a page that another tool flattened to lines.
//
//   text -> flat/paragraphs -> [flat] -> document
//
// Tested:  flat_extractor_test.cc, tests/golden; fuzzed by fuzz/extract.cc.

#pragma once

#include <string_view>
#include <vector>

#include "extract/blocks/text_measure.h"
#include "extract/extract.h"
#include "extract/flat/line_judge.h"
#include "extract/flat/paragraphs.h"

namespace tamis::extract {

// Reused from page to page.
class FlatExtractor {
 public:
  void Extract(std::string_view utf8, const ExtractOptions& options, Extraction& out);

 private:
  // The precise view keeps prose only.
  static constexpr float kSureScore = 0.7f;

  ParagraphCutter cutter_;
  LineJudge judge_;
  FlatText flat_;
  std::vector<TextMeasure> measures_;
};

}  // namespace tamis::extract
