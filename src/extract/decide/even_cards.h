// Cards of a page as units: what stands at the same place in each is in or out together.
//
//   model -> [even_cards] -> cut
//
// Idea:   blocks of the same kind in containers of the same signature (tag and class names from the
//         root down) are the same part of different cards: their names, prices, ratings. Each score
//         moves half the way to the mean of its part, so that a card does not lose its price
//         because of what stands beside it.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"

namespace tamis::extract {

// Reused from page to page.
class EvenCards {
 public:
  // `scores` has one entry a block. Time is that of sorting the blocks.
  void Apply(const PageBlocks& page, std::vector<float>& scores);

 private:
  struct Part {
    uint64_t key;
    uint32_t block;
  };
  std::vector<Part> parts_;
};

}  // namespace tamis::extract
