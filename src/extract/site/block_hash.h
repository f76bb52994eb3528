// Names for the texts of blocks, by which the pages of a site are compared.
//
// Idea:  a template repeats itself byte for byte once white space is collapsed, which the block
//        builder did. So nothing is folded: "3 rooms, 70 m²" and "4 rooms, 90 m²" stay two texts.
// Catch: hashes are stored (docs/formats/site-table.md) and must be the same on every machine and
//        in every version that reads the table; std::hash promises neither.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::extract {

// Shorter blocks are not counted: "Add to cart" and "Memory: 8 GB" repeat on a site whether they
// are its furniture or its content (docs/site-boilerplate.md has the figures).
inline constexpr uint32_t kMinSiteWords = 8;

// Never 0.
uint64_t HashBlock(std::string_view text);

// The same for texts that differ in their digits only: clocks, counters, dates in figures.
uint64_t HashWithoutDigits(std::string_view text);

// Mixes two hashes into one; the order matters.
uint64_t CombineHashes(uint64_t a, uint64_t b);

}  // namespace tamis::extract
