#include "extract/flat/line_model.h"

#include <algorithm>
#include <numeric>

namespace tamis::extract {
namespace {

// No line of a page has a better chance: the page has no main text.
constexpr float kHopeless = 0.1f;
// What stands at the edge costs more than it gives: the cut is a little above the best one, but
// for short pages, whose sums are rough.
constexpr float kMargin = 0.03f;
constexpr float kHighest = 0.6f;
constexpr size_t kFewLines = 20;
constexpr float kPreciseScore = 0.6f;
constexpr float kRecallScore = 0.12f;

}  // namespace

void LineModel::Score(const LineFeatures& features, std::vector<float>& chances) {
  forest_.Start(features.size());
  codes_.resize(LineForest().columns);
  for (uint32_t i = 0; i < features.size(); ++i) {
    features.Compute(i, row_);
    ranks_.Encode(row_, codes_.data());
    forest_.Set(i, i + 1, 0, codes_);
  }
  forest_.Predict(chances);
}

LineCut LineModel::FindCut(std::span<const float> chances, std::span<const uint32_t> words,
                           View view) {
  order_.resize(chances.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    return chances[a] != chances[b] ? chances[a] > chances[b] : a < b;
  });
  LineCut cut;
  if (order_.empty() || chances[order_.front()] < kHopeless) return cut;
  double expected = 0;  // words of main text on the page
  for (const uint32_t i : order_) expected += static_cast<double>(chances[i]) * words[i];
  double hit = 0, taken = 0, best = 0;
  for (const uint32_t i : order_) {
    hit += static_cast<double>(chances[i]) * words[i];
    taken += words[i];
    const double f1 = taken + expected > 0 ? 2 * hit / (taken + expected) : 0;
    if (f1 <= best) continue;
    best = f1;
    cut.score = chances[i];
  }
  cut.expected_f1 = static_cast<float>(std::min(best, 1.0));
  if (chances.size() >= kFewLines) {
    cut.score = std::max(cut.score, std::min(cut.score + kMargin, kHighest));
  }
  if (view == View::kPrecision) cut.score = std::max(cut.score, kPreciseScore);
  if (view == View::kRecall) cut.score = std::min(cut.score, kRecallScore);
  return cut;
}

}  // namespace tamis::extract
