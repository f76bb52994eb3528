#include "extract/decide/cut.h"

#include <algorithm>
#include <numeric>

namespace tamis::extract {
namespace {

// The best cut is that of the expected F1, plus a little: what stands at the edge costs more
// than it gives. It stays within limits, since the sums of a short page are rough.
constexpr float kMargin = 0.03f;
constexpr float kLowest = 0.2f;
constexpr float kHighest = 0.5f;
constexpr float kArticleMargin = 0.1f;
constexpr float kArticleHighest = 0.7f;
// The views: precise takes only what is likelier than not by far; recall all that has a chance.
constexpr float kPreciseMargin = 0.25f;
constexpr float kPreciseLowest = 0.6f;
constexpr float kPreciseHighest = 0.8f;
constexpr float kRecallScore = 0.12f;

}  // namespace

Cut CutFinder::Find(const PageBlocks& page, const std::vector<float>& scores, View view,
                    bool article) {
  Cut cut;
  order_.resize(scores.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  double expected = 0;  // words of main content on the page
  for (const uint32_t i : order_) expected += static_cast<double>(scores[i]) * page.blocks[i].words;
  double hit = 0;
  double taken = 0;
  double best = 0;
  float best_score = 0;
  for (const uint32_t i : order_) {
    hit += static_cast<double>(scores[i]) * page.blocks[i].words;
    taken += page.blocks[i].words;
    const double f1 = taken + expected > 0 ? 2 * hit / (taken + expected) : 0;
    if (f1 <= best) continue;
    best = f1;
    best_score = scores[i];
  }
  cut.expected_f1 = static_cast<float>(std::min(best, 1.0));
  switch (view) {
    case View::kBalanced:
      cut.score = article ? std::clamp(best_score + kArticleMargin, kLowest, kArticleHighest)
                          : std::clamp(best_score + kMargin, kLowest, kHighest);
      break;
    case View::kPrecision:
      cut.score = std::clamp(best_score + kPreciseMargin, kPreciseLowest, kPreciseHighest);
      break;
    case View::kRecall:
      cut.score = std::min(best_score, kRecallScore);
      break;
  }
  return cut;
}

}  // namespace tamis::extract
