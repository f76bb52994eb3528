// The chance of each line of flattened text to be main text, by a forest fitted on pages of known
// text (training/fit_flat.py), and the set of lines to keep by it.
//
//   flat/line_features -> [line_model] -> flat/flat_extractor
//
// Idea of the cut: as that of blocks (decide/cut.h): the first k lines by chance p, k by the
// highest expected F1, which is a mix of two. Were lines independent, it would be about 2 * sum(p
// w) over them / (sum(w) over them + sum(p w) over all), w being words; were they all of a piece,
// the content would be the lines of p > u for one u of the page, and F1 is averaged over u. The
// value says how good the answer is likely to be. Source: Lewis, "Evaluating and optimizing
// autonomous text classification systems" (1995), for the independent half.
//
// Tested: line_model_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/flat/line_features.h"
#include "extract/model/forest.h"
#include "extract/model/ranks.h"
#include "tamis/options.h"

namespace tamis::extract {

// src/extract/flat/line_forest_table.cc, generated.
const ForestTable& LineForest();
const ThresholdTable& LineThresholds();
std::span<const LearnedWord> LineWords();
// A hash (Fnv1a of the names, each with a line break) of the columns that it was fitted on.
uint32_t LineForestColumns();

struct LineCut {
  float score = 2;        // lines of at least this chance are kept; above 1: none
  float expected_f1 = 0;  // of the balanced cut, 0..1
};

// Reused from page to page.
class LineModel {
 public:
  LineModel() : ranks_(LineThresholds()), forest_(LineForest()) {}

  // Fills `chances`, one a line of the page that `features` read last.
  void Score(const LineFeatures& features, std::vector<float>& chances);

  // `words` has one entry a line.
  LineCut FindCut(std::span<const float> chances, std::span<const uint32_t> words, View view);

 private:
  Ranks ranks_;
  Forest forest_;
  LineRow row_;
  std::vector<uint8_t> codes_;
  std::vector<uint32_t> order_;
  std::vector<double> content_;  // words of the content by u
};

}  // namespace tamis::extract
