#include "extract/decide/even_cards.h"

#include <algorithm>
#include <cstddef>

namespace tamis::extract {
namespace {

constexpr size_t kMinCards = 3;
constexpr float kShare = 0.5f;       // of the way to the mean
constexpr uint32_t kMostWords = 30;  // that count: a long text is one voice, not a hundred

}  // namespace

void EvenCards::Apply(const PageBlocks& page, std::vector<float>& scores) {
  parts_.clear();
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const uint64_t form = uint64_t{static_cast<uint8_t>(block.kind)} << 8 | block.level;
    parts_.push_back({uint64_t{page.containers[block.parent].signature} << 16 | form, i});
  }
  std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) {
    return a.key != b.key ? a.key < b.key : a.block < b.block;
  });
  for (size_t begin = 0; begin < parts_.size();) {
    size_t end = begin;
    float sum = 0;
    float weight = 0;
    for (; end < parts_.size() && parts_[end].key == parts_[begin].key; ++end) {
      const uint32_t block = parts_[end].block;
      const auto words = static_cast<float>(std::min(page.blocks[block].words, kMostWords) + 1);
      sum += words * scores[block];
      weight += words;
    }
    if (end - begin >= kMinCards) {
      for (size_t i = begin; i < end; ++i) {
        float& score = scores[parts_[i].block];
        score += kShare * (sum / weight - score);
      }
    }
    begin = end;
  }
}

}  // namespace tamis::extract
