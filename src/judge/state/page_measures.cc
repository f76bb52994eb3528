#include "judge/state/page_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tamis::judge {

bool IsShown(const extract::PageBlock& block) {
  return (block.flags & (extract::kBlockHidden | extract::kBlockOffScreen)) == 0 &&
         !block.in_noscript && block.source == BlockSource::kMarkup;
}

uint32_t CountKeptWords(const extract::Extraction& extraction, uint32_t enough) {
  uint32_t words = 0;
  for (size_t i = 0; i < extraction.decisions.size() && words < enough; ++i) {
    if (!extraction.decisions[i].keep) continue;
    const extract::PageBlock& block = extraction.blocks.blocks[i];
    if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kForm ||
        block.kind == BlockKind::kButton) {
      continue;
    }
    words += block.words - std::min(block.words, block.link_words);
  }
  return words;
}

PageMeasures MeasurePage(const extract::Extraction& extraction) {
  PageMeasures out;
  out.kept_words = CountKeptWords(extraction, std::numeric_limits<uint32_t>::max());
  for (const extract::PageBlock& block : extraction.blocks.blocks) {
    if (!IsShown(block)) continue;
    out.visible_words += block.words;
    out.link_words += block.link_words;
    out.link_blocks += block.words > 0 && 2 * block.link_words > block.words;
  }
  return out;
}

std::array<float, kPageStateCount> Probabilities(
    const std::array<float, kPageStateCount>& log_odds) {
  std::array<float, kPageStateCount> out{};
  const float top = *std::max_element(log_odds.begin(), log_odds.end());
  float sum = 0;
  for (size_t i = 0; i < kPageStateCount; ++i) sum += out[i] = std::exp(log_odds[i] - top);
  for (float& p : out) p /= sum;
  return out;
}

}  // namespace tamis::judge
