// Blocks in, measures out: one row a block.
//
//   blocks -> [features] -> decide
//
// Tested:  features_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <vector>

#include "extract/blocks/block.h"
#include "extract/features/measures.h"
#include "extract/features/page_form.h"
#include "extract/features/page_index.h"

namespace tamis::extract {

struct BlockFeatures {
  MeasureRow measures;
  HintSet hints = 0;  // of all its containers

  float operator[](Measure m) const { return measures[static_cast<size_t>(m)]; }
};

// Reused from page to page.
class FeatureExtractor {
 public:
  // The rows and the index are those of the page until the next call.
  const std::vector<BlockFeatures>& Compute(const PageBlocks& page, const PageForm& form);
  const std::vector<BlockFeatures>& rows() const { return rows_; }
  const PageIndex& index() const { return index_; }
  const PageForm& form() const { return form_; }

 private:
  PageForm form_;
  PageIndex index_;
  std::vector<BlockFeatures> rows_;
};

}  // namespace tamis::extract
