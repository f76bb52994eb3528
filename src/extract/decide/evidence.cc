#include "extract/decide/evidence.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "extract/decide/score_table.h"

namespace tamis::extract {
namespace {

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

}  // namespace

float WeightOf(const BlockFeatures& row, Measure measure) {
  float sum = 0;
  const size_t m = static_cast<size_t>(measure);
  for (size_t i = kFirstStep[m]; i < kFirstStep[m + 1]; ++i) {
    if (row[measure] >= kScoreSteps[i].edge) sum += kScoreSteps[i].weight;
  }
  return sum;
}

}  // namespace tamis::extract
