#include "extract/decide/cut.h"

#include <algorithm>

namespace tamis::extract {
namespace {

// How much the blocks of a page are taken to go together
// (docs/decisions/005-codes-and-nested-sets.md).
constexpr double kTogether = 0.8;
// What the cut keeps within. The text of an article is a whole: what stands at its edge costs more
// than it gives.
constexpr float kLowest = 0.12f;
constexpr float kArticleMargin = 0.1f;
constexpr float kArticleLowest = 0.2f;
constexpr float kArticleHighest = 0.75f;
// The views: precise takes only what is likelier than not by far; recall all that has a chance.
constexpr float kPreciseMargin = 0.25f;
constexpr float kPreciseLowest = 0.6f;
constexpr float kPreciseHighest = 0.8f;
constexpr float kRecallScore = 0.12f;

}  // namespace

Cut CutFinder::Find(const PageBlocks& page, const std::vector<float>& scores, View view,
                    bool article) {
  words_.clear();
  for (const PageBlock& block : page.blocks) words_.push_back(block.words);
  const auto [best_score, expected_f1] = best_set_.Find(scores, words_, kTogether);
  Cut cut;
  cut.expected_f1 = expected_f1;
  const float balanced =
      article ? std::clamp(best_score + kArticleMargin, kArticleLowest, kArticleHighest)
              : std::max(best_score, kLowest);
  switch (view) {
    case View::kBalanced:
      cut.score = balanced;
      break;
    case View::kPrecision:
      cut.score = std::max(
          balanced, std::clamp(best_score + kPreciseMargin, kPreciseLowest, kPreciseHighest));
      break;
    case View::kRecall:
      cut.score = std::min(best_score, kRecallScore);
      break;
  }
  return cut;
}

}  // namespace tamis::extract
