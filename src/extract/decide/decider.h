// Scores to decisions: cut, then coherence, then a reason for every block.
//
//   features -> model -> [decide] -> document
//
// Rules, in order:
//   1. <noscript> counts only when it holds more text than the rest of the page, comments only
//      on pages of forums.
//   2. Blocks above the cut (cut.h) are kept; when no block has a chance the result is empty.
//   3. A block that repeats across the site is dropped unless its score is high (site/site_rule.h);
//      then the cut is made again without it.
//   4. A kept block of 8 words or more that repeats an earlier kept one is dropped.
//   5. A heading goes when nothing kept follows it; a kept section gets its heading back.
//   6. What weighed most against a dropped block is its reason.
//
// Tested:  extract_test.cc, tests/golden, tests/quality; fuzzed by fuzz/extract.cc.

#pragma once

#include <vector>

#include "extract/decide/cut.h"
#include "extract/decide/even_cards.h"
#include "extract/extract.h"
#include "extract/features/features.h"
#include "extract/model/block_model.h"

namespace tamis::extract {

class Decider {
 public:
  // Fills all of `out` but out.blocks, from the features of these blocks.
  void Decide(const FeatureExtractor& features, const ExtractOptions& options,
              const PageHints& hints, Extraction& out);

 private:
  void ScoreBlocks(const FeatureExtractor& features, Extraction& out);
  void Keep(const FeatureExtractor& features, View view, Extraction& out);
  void DropSiteRepeats(const FeatureExtractor& features, View view, const SiteView& site,
                       Extraction& out);
  void DropRepeats(const PageIndex& index, Extraction& out);
  void MendHeadings(const PageIndex& index, Extraction& out);
  void GiveReasons(const FeatureExtractor& features, const ExtractOptions& options,
                   Extraction& out);

  BlockModel model_;
  EvenCards even_cards_;
  CutFinder cut_finder_;
  PageTypes types_;
  std::vector<float> scores_;
  std::vector<uint8_t> seen_;           // by block: a kept block has this text
  std::vector<uint32_t> site_dropped_;  // blocks that only the site speaks against
  bool fallback_ = false;               // nothing was above the cut
};

// The heading that is the page's title: the first one that one of `titles` names, else the only
// h1; kNoBlock when there is none.
uint32_t FindTitle(const PageBlocks& page, std::span<const std::string_view> titles);

}  // namespace tamis::extract
