// What repeats across the pages of a site: made by the first pass of a run, used when the blocks of
// a page are chosen (docs/site-boilerplate.md).

#pragma once

#include <cstdint>
#include <span>

namespace tamis {

// A block that stands on many pages of a site.
struct SiteBlock {
  uint64_t hash = 0;   // of its text; never 0
  uint32_t pages = 0;  // distinct pages that hold it
};

// The blocks of one site. An empty view says nothing about the page.
struct SiteView {
  std::span<const SiteBlock> blocks = {};  // by hash, each once
  uint32_t pages = 0;                      // distinct pages of the site
};

// When a block counts as one that repeats. Of a run with these options all but memory_bytes enter
// `engine.options_hash`.
struct SiteOptions {
  bool enabled = false;              // costs a second reading of the inputs
  uint32_t min_pages = 3;            // of the site, that hold the block; at least 2
  uint32_t min_share_percent = 10;   // of the site's pages, 1..100
  uint64_t memory_bytes = 64 << 20;  // for counting; what does not fit is written to disk
};

}  // namespace tamis
