// Where to cut: the scores above which blocks are kept, for each view.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/decide/best_set.h"
#include "tamis/options.h"

namespace tamis::extract {

struct Cut {
  float score = 1;        // keep from here on
  float expected_f1 = 0;  // of the best set, 0..1
};

class CutFinder {
 public:
  // `article`: the page is one, whose text is a whole: what stands apart is held to more.
  Cut Find(const PageBlocks& page, const std::vector<float>& scores, View view, bool article);

 private:
  BestSetFinder best_set_;
  std::vector<uint32_t> words_;  // by block
};

}  // namespace tamis::extract
