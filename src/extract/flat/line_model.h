// The chance of each line of flattened text to be main text, by a forest fitted on pages of known
// text (training/fit_flat.py), and the set of lines to keep by it.
//
//   flat/line_features -> [line_model] -> flat/flat_extractor
//
// The cut is that of blocks: decide/best_set.h.
//
// Tested: line_model_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/decide/best_set.h"
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
  BestSetFinder best_set_;
};

}  // namespace tamis::extract
