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

#include <cstddef>

#include "extract/blocks/block.h"
#include "extract/decide/score_table.h"
#include "extract/features/features.h"

namespace tamis::extract {

// The weight of a hint that is given, and of a measure with this row: negative if it speaks against
// main text, 0 when it is silent.
constexpr float WeightOf(Hint hint) { return kHintWeights[static_cast<size_t>(hint)]; }
float WeightOf(const BlockFeatures& row, Measure measure);

}  // namespace tamis::extract
