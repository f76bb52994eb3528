#include "extract/flat/line_model.h"

#include <algorithm>
#include <numeric>

namespace tamis::extract {
namespace {

// No line of a page has a better chance: the page has no main text.
constexpr float kHopeless = 0.1f;
// How much the lines of a page are taken to go together; fit_flat.py has the same.
constexpr double kTogether = 0.6;
constexpr size_t kChances = 24;  // values of u
constexpr float kPreciseScore = 0.6f;
constexpr float kRecallScore = 0.12f;

// The F1 of keeping `taken` words, averaged over u.
double F1Together(const std::vector<double>& content, double taken) {
  double sum = 0;
  for (const double words : content) sum += 2 * std::min(taken, words) / (taken + words);
  return sum / static_cast<double>(content.size());
}

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
  content_.assign(kChances + 1, 0);
  for (const uint32_t i : order_) {
    expected += static_cast<double>(chances[i]) * words[i];
    // In the content for the values (u + 1/2) / kChances below its chance.
    content_[static_cast<size_t>(chances[i] * kChances + 0.5f)] += words[i];
  }
  content_.erase(content_.begin());
  for (size_t u = kChances - 1; u-- > 0;) content_[u] += content_[u + 1];
  double hit = 0, taken = 0, best = 0;
  for (const uint32_t i : order_) {
    hit += static_cast<double>(chances[i]) * words[i];
    taken += words[i];
    if (taken == 0) continue;
    const double apart = 2 * hit / (taken + expected);
    const double f1 = (1 - kTogether) * apart + kTogether * F1Together(content_, taken);
    if (f1 <= best) continue;
    best = f1;
    cut.score = chances[i];
  }
  cut.expected_f1 = static_cast<float>(std::min(best, 1.0));
  if (view == View::kPrecision) cut.score = std::max(cut.score, kPreciseScore);
  if (view == View::kRecall) cut.score = std::min(cut.score, kRecallScore);
  return cut;
}

}  // namespace tamis::extract
