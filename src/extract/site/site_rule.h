// When a block that repeats across the pages of a site is its furniture.
//
// Idea:   repetition is evidence against a block, the model's probability p is evidence for it. On
//         the hosts of wcxb-a with three pages or more, a block on three pages is content a third
//         as often (in odds) as a block of the same probability on one page, and at odds of 1.5 it
//         is content or not about as often. Each further page adds evidence: the odds asked for
//         grow with the square of the number n of pages,
//
//           p / (1 - p) >= n * n / 6, that is p >= n * n / (n * n + 6)
//
//         .60 on 3 pages, .94 on 10, .99 on 30. What stands on hundreds of pages always goes.
//
// Catch:  a page that exists twice repeats its content. Counting leaves out what it can recognise
//         (pipeline/site); the rest is left alone here: when more than three quarters of what the
//         model keeps repeats, the page is taken to be a copy, and nothing is dropped.
//
// The square is a choice: hosts with gold have a dozen pages at most (docs/site-boilerplate.md).

#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "extract/site/block_hash.h"
#include "tamis/site.h"

namespace tamis::extract {

// Of the rule above: odds of 1.5 on three pages.
inline constexpr float kPriorPages = 6;

// How many pages of the site hold this text; 0 when the site does not say so.
inline uint32_t PagesWith(const SiteView& site, std::string_view text) {
  const uint64_t hash = HashBlock(text);
  const auto found =
      std::lower_bound(site.blocks.begin(), site.blocks.end(), hash,
                       [](const SiteBlock& block, uint64_t wanted) { return block.hash < wanted; });
  return found != site.blocks.end() && found->hash == hash ? found->pages : 0;
}

inline float SiteShare(const SiteView& site, uint32_t pages) {
  return site.pages == 0
             ? 0.0f
             : std::min(1.0f, static_cast<float>(pages) / static_cast<float>(site.pages));
}

// Whether a block of this probability that stands on so many pages goes.
inline bool IsFurniture(uint32_t pages, float score) {
  const float squared = static_cast<float>(pages) * static_cast<float>(pages);
  return pages > 0 && score * (squared + kPriorPages) < squared;
}

// What the model keeps of a page, in words. Headings do not count: they come and go with their
// text.
class SiteBalance {
 public:
  void Add(uint32_t words, bool repeats) {
    kept_ += words;
    if (repeats) repeated_ += words;
  }
  bool IsCopy() const { return repeated_ * 4 > kept_ * 3; }

 private:
  uint64_t kept_ = 0;
  uint64_t repeated_ = 0;  // of these
};

}  // namespace tamis::extract
