// The measures of a page that signals are weighed against, and the list of signals.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "extract/extract.h"
#include "tamis/page_state.h"

namespace tamis::judge {

struct PageMeasures {
  uint32_t visible_words = 0;  // of all blocks that are shown, noscript apart
  uint32_t link_words = 0;     // of them inside links
  uint32_t link_blocks = 0;    // shown blocks that are mostly link
  uint32_t kept_words = 0;     // of the main text outside links, headings and controls

  float link_share() const {
    return visible_words == 0 ? 0.0f
                              : static_cast<float>(link_words) / static_cast<float>(visible_words);
  }
};

// PageMeasures::kept_words; not all of them when there are `enough`.
uint32_t CountKeptWords(const extract::Extraction& extraction, uint32_t enough);

PageMeasures MeasurePage(const extract::Extraction& extraction);

// A block that readers see.
bool IsShown(const extract::PageBlock& block);

struct Signal {
  PageState state = PageState::kOk;
  std::string_view name = {};  // static storage
  float weight = 0;
  std::string_view value = {};  // of the page or static
  uint32_t begin = 0;
  uint32_t end = 0;
};

// The probability of each state, by its log-odds against kOk (whose own are 0).
std::array<float, kPageStateCount> Probabilities(
    const std::array<float, kPageStateCount>& log_odds);

}  // namespace tamis::judge
