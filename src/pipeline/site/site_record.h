// What is counted: that a page of a site holds a block.

#pragma once

#include <compare>
#include <cstdint>

namespace tamis::pipeline {

// Of every page a record for each of its blocks, and one with block kPageItself. In the order of
// their members records stand by site, then by block, the pages themselves first.
struct SiteRecord {
  uint64_t host = 0;   // never 0
  uint64_t block = 0;  // extract::HashBlock()
  // Two names for the page, short since they are only compared within a site. See SiteCounter.
  uint32_t url = 0;
  uint32_t content = 0;

  friend auto operator<=>(const SiteRecord&, const SiteRecord&) = default;
};
static_assert(sizeof(SiteRecord) == 24, "docs/site-boilerplate.md counts on it");

inline constexpr uint64_t kPageItself = 0;

}  // namespace tamis::pipeline
