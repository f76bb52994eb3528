#include "extract/flat/line_model.h"

#include <algorithm>

namespace tamis::extract {
namespace {

// No line of a page has a better chance: the page has no main text.
constexpr float kHopeless = 0.1f;
// How much the lines of a page are taken to go together; fit_flat.py has the same.
constexpr double kTogether = 0.6;
constexpr float kPreciseScore = 0.6f;
constexpr float kRecallScore = 0.12f;

}  // namespace

void LineModel::Score(const LineFeatures& features, std::vector<float>& chances) {
  forest_.Start(features.size());
  codes_.resize(LineForest().columns);
  for (uint32_t i = 0; i < features.size(); ++i) {
    features.Compute(i, row_);
    ranks_.Encode(row_, codes_.data());
    forest_.Set(i, codes_);
  }
  forest_.Predict(chances);
}

LineCut LineModel::FindCut(std::span<const float> chances, std::span<const uint32_t> words,
                           View view) {
  LineCut cut;
  if (std::none_of(chances.begin(), chances.end(), [](float p) { return p >= kHopeless; })) {
    return cut;
  }
  const auto [lowest, expected_f1] = best_set_.Find(chances, words, kTogether);
  if (expected_f1 > 0) cut.score = lowest;
  cut.expected_f1 = expected_f1;
  if (view == View::kPrecision) cut.score = std::max(cut.score, kPreciseScore);
  if (view == View::kRecall) cut.score = std::min(cut.score, kRecallScore);
  return cut;
}

}  // namespace tamis::extract
