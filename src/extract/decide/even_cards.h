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
  // `scores` has one entry a block.
  void Apply(const PageBlocks& page, std::vector<float>& scores);

 private:
  struct Part {
    uint64_t key = 0;
    uint32_t blocks = 0;
    float sum = 0;
    float weight = 0;
  };
  uint32_t PartOf(uint64_t key);

  std::vector<Part> parts_;
  std::vector<uint32_t> slots_;    // hash table of parts, by number from 1
  std::vector<uint32_t> part_of_;  // by block
};

}  // namespace tamis::extract
