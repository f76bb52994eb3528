// Blocks in, measures out: one row a block.
//
//   blocks -> [features] -> decide
//
// Tested:  features_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
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

// What may be a reason to drop a block.
struct Evidence {
  HintSet hints = 0;   // as above
  MeasureSet yes = 0;  // the measures that are yes
  float link_share = 0;
  float section_link_share = 0;
};

// Reused from page to page. A row is made when it is asked for: a page of a million blocks must
// not cost a gigabyte.
class FeatureExtractor {
 public:
  // `page` must live and stay as it is until the next Read().
  void Read(const PageBlocks& page, const PageForm& form);
  // REQUIRES: block < page.blocks.size()
  void Compute(uint32_t block, BlockFeatures& out) const;
  Evidence EvidenceOf(uint32_t block) const;

  // By block, the measures that are yes.
  const std::vector<MeasureSet>& yes() const { return yes_; }
  const PageIndex& index() const { return index_; }
  const PageForm& form() const { return form_; }

 private:
  // Each sets the measures that are its own. A block's are made of those of the page and of its
  // container, too, which must have been set.
  void ComputePage(float* measures) const;
  void ComputeContainer(uint32_t container, float* measures) const;
  void ComputeBlock(uint32_t block, float* measures) const;

  const PageBlocks* page_ = nullptr;
  PageForm form_;
  PageIndex index_;
  std::vector<MeasureSet> yes_;  // by block
  // Shares of the page's prose that comments and posts hold.
  float comment_share_ = 0;
  float post_share_ = 0;
};

}  // namespace tamis::extract
