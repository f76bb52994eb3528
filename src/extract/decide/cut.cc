#include "extract/decide/cut.h"

#include <algorithm>

namespace tamis::extract {
namespace {

// How much the blocks of a page are taken to go together (training/report/decide.txt).
constexpr double kTogether = 0.8;
constexpr size_t kChances = 24;      // values of u
constexpr float kNeverKept = 0.02f;  // below it no block is worth a try
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

double CutFinder::F1Together(double taken) const {
  double sum = 0;
  for (const double content : content_) sum += 2 * std::min(taken, content) / (taken + content);
  return sum / static_cast<double>(content_.size());
}

Cut CutFinder::Find(const PageBlocks& page, const std::vector<float>& scores, View view,
                    bool article) {
  Cut cut;
  order_.clear();
  double expected = 0;  // words of main content on the page
  content_.assign(kChances + 1, 0);
  for (uint32_t i = 0; i < scores.size(); ++i) {
    const double words = page.blocks[i].words;
    expected += static_cast<double>(scores[i]) * words;
    // In the content for the values (u + 1/2) / kChances below its score.
    content_[static_cast<size_t>(scores[i] * kChances + 0.5f)] += words;
    if (scores[i] >= kNeverKept) order_.push_back(i);
  }
  content_.erase(content_.begin());
  for (size_t u = kChances - 1; u-- > 0;) content_[u] += content_[u + 1];
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  double hit = 0;
  double taken = 0;
  double best = 0;
  float best_score = 0;
  for (const uint32_t i : order_) {
    hit += static_cast<double>(scores[i]) * page.blocks[i].words;
    taken += page.blocks[i].words;
    if (taken == 0) continue;
    const double apart = 2 * hit / (taken + expected);
    const double f1 = (1 - kTogether) * apart + kTogether * F1Together(taken);
    if (f1 <= best) continue;
    best = f1;
    best_score = scores[i];
  }
  cut.expected_f1 = static_cast<float>(std::min(best, 1.0));
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
