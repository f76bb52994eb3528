// What kind of page it is, with the probability of each kind.

#pragma once

#include <array>
#include <cstddef>

#include "tamis/document.h"

namespace tamis::extract {

struct PageTypes {
  // Indexed by PageType; they add up to 1, or are all 0 when the page has no blocks.
  std::array<float, kPageTypeCount> probability{};

  float operator[](PageType type) const { return probability[static_cast<size_t>(type)]; }
  // The likeliest type. REQUIRES: the page has blocks.
  PageType Best() const {
    size_t best = 0;
    for (size_t i = 1; i < probability.size(); ++i) {
      if (probability[i] > probability[best]) best = i;
    }
    return static_cast<PageType>(best);
  }
};

}  // namespace tamis::extract
