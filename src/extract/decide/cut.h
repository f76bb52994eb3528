// Where to cut: the set of blocks of the highest expected F1.
//
// Idea:   sort blocks by score p. Keeping the first k has an expected F1 of about
//         2 * sum(p w) over them / (sum(w) over them + sum(p w) over all), w being words. The best
//         k gives the cut, and its value is an honest confidence of the page (docs/extraction.md).
// Source: Lewis, "Evaluating and optimizing autonomous text classification systems" (1995).

#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"
#include "tamis/options.h"

namespace tamis::extract {

struct Cut {
  float score = 1;        // keep from here on
  float expected_f1 = 0;  // of the balanced cut, 0..1
};

class CutFinder {
 public:
  // `article`: the page is one, whose text is a whole: what stands apart is held to more.
  Cut Find(const PageBlocks& page, const std::vector<float>& scores, View view, bool article);

 private:
  std::vector<uint32_t> order_;
};

}  // namespace tamis::extract
