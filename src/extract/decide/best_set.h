// The set of the highest expected F1, given how likely each piece of a page is content.
//
// Idea:   sort pieces by chance p; keep the first k. Were they independent, the expected F1 would
// be
//         about 2 * sum(p w) over them / (sum(w) over them + sum(p w) over all), w being words.
//         They are not: the hundred reviews of a page are in or out together. So the other extreme
//         is asked as well: one chance u for the whole page, the content being all pieces of p > u,
//         and the F1 of k is averaged over u. A mix of both decides, and its value is an honest
//         confidence of the page (docs/extraction.md).
// Source: Lewis, "Evaluating and optimizing autonomous text classification systems" (1995), for
//         the independent half.
//
// Tested: cut_test.cc, ../flat/line_model_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tamis::extract {

// Reused from page to page.
class BestSetFinder {
 public:
  struct BestSet {
    float lowest = 0;       // chance of the last piece in the set; 0: no piece has words
    float expected_f1 = 0;  // 0..1
  };

  // `chances` (0..1) and `words` have one entry a piece. `together`, 0..1: how much the pieces of a
  // page are taken to go together.
  BestSet Find(std::span<const float> chances, std::span<const uint32_t> words, double together);

 private:
  double F1Together(double taken) const;

  std::vector<uint64_t> order_;
  std::vector<double> content_;  // words of the content by u
};

}  // namespace tamis::extract
