#include "extract/decide/best_set.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace tamis::extract {
namespace {

constexpr size_t kValues = 24;       // of u
constexpr float kNeverKept = 0.02f;  // below it no piece is worth a try

// Sorts by falling chance, then by rising number: the bits of positive floats grow with them.
uint64_t KeyOf(float chance, uint32_t piece) {
  return uint64_t{~std::bit_cast<uint32_t>(chance)} << 32 | piece;
}

}  // namespace

double BestSetFinder::F1Together(double taken) const {
  // Divided side by side, but added up in order, which is part of the sum.
  std::array<double, kValues> shares;
  for (size_t u = 0; u < kValues; ++u) {
    shares[u] = 2 * std::min(taken, content_[u]) / (taken + content_[u]);
  }
  double sum = 0;
  for (const double share : shares) sum += share;
  return sum / static_cast<double>(kValues);
}

BestSetFinder::BestSet BestSetFinder::Find(std::span<const float> chances,
                                           std::span<const uint32_t> words, double together) {
  order_.clear();
  double expected = 0;  // words of content on the page
  content_.assign(kValues + 1, 0);
  for (uint32_t i = 0; i < chances.size(); ++i) {
    expected += static_cast<double>(chances[i]) * words[i];
    // In the content for the values (u + 1/2) / kValues below its chance.
    content_[static_cast<size_t>(chances[i] * kValues + 0.5f)] += words[i];
    if (chances[i] >= kNeverKept) order_.push_back(KeyOf(chances[i], i));
  }
  content_.erase(content_.begin());
  for (size_t u = kValues - 1; u-- > 0;) content_[u] += content_[u + 1];
  std::sort(order_.begin(), order_.end());
  double hit = 0;
  double taken = 0;
  double best = 0;
  BestSet set;
  for (const uint64_t key : order_) {
    const auto i = static_cast<uint32_t>(key);
    hit += static_cast<double>(chances[i]) * words[i];
    taken += words[i];
    if (taken == 0) continue;
    const double apart = 2 * hit / (taken + expected);
    const double f1 = (1 - together) * apart + together * F1Together(taken);
    if (f1 <= best) continue;
    best = f1;
    set.lowest = chances[i];
  }
  set.expected_f1 = static_cast<float>(std::min(best, 1.0));
  return set;
}

}  // namespace tamis::extract
