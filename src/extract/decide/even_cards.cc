#include "extract/decide/even_cards.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace tamis::extract {
namespace {

constexpr uint32_t kMinCards = 3;
constexpr float kShare = 0.5f;       // of the way to the mean
constexpr uint32_t kMostWords = 30;  // that count: a long text is one voice, not a hundred

}  // namespace

uint32_t EvenCards::PartOf(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t slot = key * 0x9E3779B97F4A7C15u >> 32 & mask;
  while (slots_[slot] != 0 && parts_[slots_[slot] - 1].key != key) slot = (slot + 1) & mask;
  if (slots_[slot] == 0) {
    parts_.push_back({.key = key});
    slots_[slot] = static_cast<uint32_t>(parts_.size());
  }
  return slots_[slot] - 1;
}

void EvenCards::Apply(const PageBlocks& page, std::vector<float>& scores) {
  parts_.clear();
  slots_.assign(std::bit_ceil(page.blocks.size() * 2 + 1), 0);
  part_of_.resize(page.blocks.size());
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const uint64_t form = uint64_t{static_cast<uint8_t>(block.kind)} << 8 | block.level;
    part_of_[i] = PartOf(uint64_t{page.containers[block.parent].signature} << 16 | form);
    Part& part = parts_[part_of_[i]];
    const auto words = static_cast<float>(std::min(block.words, kMostWords) + 1);
    part.sum += words * scores[i];
    part.weight += words;
    ++part.blocks;
  }
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const Part& part = parts_[part_of_[i]];
    if (part.blocks >= kMinCards) scores[i] += kShare * (part.sum / part.weight - scores[i]);
  }
}

}  // namespace tamis::extract
