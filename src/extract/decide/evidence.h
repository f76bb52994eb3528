// What a single piece of evidence says about a block: for reasons.
//
// The score of a block is the model's (model/block_model.h), and a forest gives no reasons. An
// additive logistic score over the same measures does: each piece of evidence ("ends like a
// sentence", "stands in a footer") has a weight, and what weighs most against a dropped block is
// its reason. All weights stand in score_table.h, one a line.
//
// Catch:  evidence is not independent, so a single weight says little: the table is fitted as a
//         whole by training/fit_scores.py and must be changed the same way.
// Source: Hastie, Tibshirani, "Generalized Additive Models" (1986).

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "extract/decide/score_table.h"

namespace tamis::extract {

// The steps of measure m are [kFirstStep[m], kFirstStep[m + 1]): the table is sorted by measure.
inline constexpr auto kFirstStep = [] {
  std::array<uint8_t, kMeasureCount + 1> first{};
  for (const ScoreStep& step : kScoreSteps) ++first[static_cast<size_t>(step.measure) + 1];
  for (size_t m = 0; m < kMeasureCount; ++m) {
    first[m + 1] = static_cast<uint8_t>(first[m + 1] + first[m]);
  }
  return first;
}();
static_assert(std::is_sorted(std::begin(kScoreSteps), std::end(kScoreSteps),
                             [](const ScoreStep& a, const ScoreStep& b) {
                               return a.measure < b.measure;
                             }));
static_assert(std::size(kScoreSteps) < 256);

// The weight of a hint that is given, and of a measure with this value: negative if it speaks
// against main text, 0 when it is silent.
constexpr float WeightOf(Hint hint) { return kHintWeights[static_cast<size_t>(hint)]; }
constexpr float WeightOf(Measure measure, float value) {
  float sum = 0;
  const auto m = static_cast<size_t>(measure);
  for (size_t i = kFirstStep[m]; i < kFirstStep[m + 1]; ++i) {
    if (value >= kScoreSteps[i].edge) sum += kScoreSteps[i].weight;
  }
  return sum;
}

}  // namespace tamis::extract
