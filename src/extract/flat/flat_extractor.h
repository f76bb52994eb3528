// Main text of a page that another tool flattened to lines.
//
//   text -> flat/paragraphs -> flat/line_judge, line_features, line_model -> [flat] -> document
//
// What the rules of line_judge know for certain (a crawler's residue, error banners, repeats,
// disclaimers, empty comment widgets, the title) stands. The model decides about the rest, and
// the rules say why a line that it drops is none of the text.
//
// Tested:  flat_extractor_test.cc, tests/golden; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/blocks/text_measure.h"
#include "extract/extract.h"
#include "extract/flat/line_features.h"
#include "extract/flat/line_judge.h"
#include "extract/flat/line_model.h"
#include "extract/flat/paragraphs.h"

namespace tamis::extract {

// Reused from page to page.
class FlatExtractor {
 public:
  void Extract(std::string_view utf8, const ExtractOptions& options, const SiteView& site,
               Extraction& out);

 private:
  // Turns the rules' decisions_ into the final ones and returns the confidence.
  float Decide(View view, uint32_t title, const SiteView& site);
  // Whether any paragraph that the cut keeps goes, since it repeats across the site.
  bool DropSiteRepeats(float cut, const SiteView& site);
  // Paragraphs [begin, end) as one block. They are segments of one line.
  void AddBlock(uint32_t begin, uint32_t end, Extraction& out) const;

  ParagraphCutter cutter_;
  LineJudge judge_;
  LineFeatures features_{LineWords()};
  LineModel model_;
  FlatText flat_;
  std::vector<TextMeasure> measures_;
  std::vector<Decision> decisions_;  // one a paragraph
  std::vector<float> shares_;        // likewise: Decision::site_share
  std::vector<uint32_t> site_dropped_;
  std::vector<float> chances_;
  std::vector<uint32_t> words_;
};

}  // namespace tamis::extract
