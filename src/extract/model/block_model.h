// The learned models, asked about a page: how likely each block is main text, and what type of
// page it is.
//
//   features -> [columns -> forests] -> decide
//
// Tested:  model_test.cc, tests/quality; fuzzed by fuzz/extract.cc.

#pragma once

#include <string_view>
#include <vector>

#include "extract/features/columns.h"
#include "extract/features/features.h"
#include "extract/model/forest.h"
#include "extract/model/mean_row.h"
#include "extract/model/page_type.h"
#include "extract/model/row_codes.h"

namespace tamis::extract {

// Reused from page to page; one a thread.
class BlockModel {
 public:
  BlockModel();

  // Stands in every row as engine.model; another model has another name.
  static std::string_view Name();

  // Fills `probabilities` with one entry a block, and returns those of page types.
  PageTypes Score(const PageBlocks& page, const FeatureExtractor& features,
                  std::vector<float>& probabilities);

 private:
  PageTypes ScoreTypes();

  Columns columns_;
  RowCodes rows_;
  MeanRow mean_;
  Forest blocks_;
  std::vector<Forest> types_;  // by PageType
};

// What the trainer measured where the expected F1 was `expected_f1`: an honest confidence, 0..1.
float CalibratedConfidence(float expected_f1);

}  // namespace tamis::extract
