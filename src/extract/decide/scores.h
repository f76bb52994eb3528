// From measures to a score: how likely a block is main content.
//
// Idea:   every piece of evidence ("ends like a sentence", "stands in a footer") adds its weight,
//         and the logistic function of the sum is a probability. Weights are few enough to read,
//         each is one line of score_table.h, and what weighed most against a block is its reason.
// Catch:  evidence is not independent, so a single weight says little: the table is fitted as a
//         whole by training/fit_scores.py and must be changed the same way.
// Source: additive logistic scoring, as in Hastie, Tibshirani, "Generalized Additive Models"
// (1986).

#pragma once

#include <vector>

#include "extract/blocks/block.h"
#include "extract/features/features.h"

namespace tamis::extract {

// Fills scores with one probability a block, 0..1.
//
// Blocks of one group (same path of tags and classes) tend to share their fate: each score is
// half its own and half the mean of its group.
class Scorer {
 public:
  void Score(const PageBlocks& page, const FeatureExtractor& features, std::vector<float>& scores);

 private:
  void MixGroups(const PageBlocks& page, const PageIndex& index, std::vector<float>& scores);

  std::vector<float> group_sums_;
  std::vector<float> group_weights_;
};

// The probability of one row, without its group.
float ScoreOf(const BlockFeatures& row);

// The weight of a hint or measure with this row; 0 when it is silent. For reasons.
float WeightOf(const BlockFeatures& row, Hint hint);
float WeightOf(const BlockFeatures& row, Measure measure);

}  // namespace tamis::extract
