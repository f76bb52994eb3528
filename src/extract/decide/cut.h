// Where to cut: the set of blocks of the highest expected F1.
//
// Idea:   sort blocks by score p; keep the first k. Were blocks independent, the expected F1 would
//         be about 2 * sum(p w) over them / (sum(w) over them + sum(p w) over all), w being words.
//         They are not: the hundred reviews of a page are in or out together. So the other extreme
//         is asked as well: one chance u for the whole page, the content being all blocks of p > u,
//         and the F1 of k is averaged over u. A mix of both decides, and its value is an honest
//         confidence of the page (docs/extraction.md).
// Source: Lewis, "Evaluating and optimizing autonomous text classification systems" (1995), for
//         the independent half.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"
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
  // The F1 of keeping `taken` words, averaged over u.
  double F1Together(double taken) const;

  std::vector<uint32_t> order_;
  std::vector<double> content_;  // words of the content by u
};

}  // namespace tamis::extract
