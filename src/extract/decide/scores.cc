#include "extract/decide/scores.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <iterator>

#include "extract/decide/score_table.h"

namespace tamis::extract {
namespace {

constexpr float kGroupShare = 0.5f;
// A block weighs in its group's mean by its words, up to this many.
constexpr uint32_t kMaxGroupWords = 30;

// The steps of measure m are [kFirstStep[m], kFirstStep[m + 1]): the table is sorted by measure.
constexpr std::array<uint8_t, kMeasureCount + 1> MakeFirstSteps() {
  std::array<uint8_t, kMeasureCount + 1> first{};
  for (const ScoreStep& step : kScoreSteps) ++first[static_cast<size_t>(step.measure) + 1];
  for (size_t m = 0; m < kMeasureCount; ++m)
    first[m + 1] = static_cast<uint8_t>(first[m + 1] + first[m]);
  return first;
}
constexpr auto kFirstStep = MakeFirstSteps();
static_assert(std::is_sorted(std::begin(kScoreSteps), std::end(kScoreSteps),
                             [](const ScoreStep& a, const ScoreStep& b) {
                               return a.measure < b.measure;
                             }));
static_assert(std::size(kScoreSteps) < 256);

float Logistic(float x) { return 1.0f / (1.0f + std::exp(-x)); }

}  // namespace

float ScoreOf(const BlockFeatures& row) {
  float sum = kScoreBias;
  for (const ScoreStep& step : kScoreSteps) {
    sum += row[step.measure] >= step.edge ? step.weight : 0.0f;
  }
  for (HintSet rest = row.hints; rest != 0; rest &= rest - 1) {
    sum += kHintWeights[static_cast<size_t>(std::countr_zero(rest))];
  }
  return Logistic(sum);
}

float WeightOf(const BlockFeatures& row, Hint hint) {
  return Has(row.hints, hint) ? kHintWeights[static_cast<size_t>(hint)] : 0.0f;
}

float WeightOf(const BlockFeatures& row, Measure measure) {
  float sum = 0;
  const size_t m = static_cast<size_t>(measure);
  for (size_t i = kFirstStep[m]; i < kFirstStep[m + 1]; ++i) {
    if (row[measure] >= kScoreSteps[i].edge) sum += kScoreSteps[i].weight;
  }
  return sum;
}

void Scorer::Score(const PageBlocks& page, const FeatureExtractor& features,
                   std::vector<float>& scores) {
  scores.resize(page.blocks.size());
  BlockFeatures row;
  for (uint32_t i = 0; i < scores.size(); ++i) {
    features.Compute(i, row);
    scores[i] = ScoreOf(row);
  }
  MixGroups(page, features.index(), scores);
}

void Scorer::MixGroups(const PageBlocks& page, const PageIndex& index, std::vector<float>& scores) {
  group_sums_.assign(index.groups.size(), 0.0f);
  group_weights_.assign(index.groups.size(), 0.0f);
  for (size_t i = 0; i < scores.size(); ++i) {
    const uint32_t group = index.containers[page.blocks[i].parent].group;
    const auto weight = static_cast<float>(std::min(page.blocks[i].words, kMaxGroupWords) + 1);
    group_sums_[group] += weight * scores[i];
    group_weights_[group] += weight;
  }
  for (size_t i = 0; i < scores.size(); ++i) {
    const uint32_t group = index.containers[page.blocks[i].parent].group;
    const float mean = group_sums_[group] / group_weights_[group];
    scores[i] += kGroupShare * (mean - scores[i]);
  }
}

}  // namespace tamis::extract
