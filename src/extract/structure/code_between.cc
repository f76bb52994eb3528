#include "extract/structure/code_between.h"

#include <algorithm>

namespace tamis::extract {
namespace {

bool IsCode(const PageBlock& block) { return block.kind == BlockKind::kCode; }

bool MayBeKept(const PageBlock& block, const Decision& decision) {
  return (block.flags & (kBlockHidden | kBlockOffScreen)) == 0 && !block.in_noscript &&
         decision.reason != Reason::kHidden && decision.reason != Reason::kComment &&
         decision.reason != Reason::kExcludedByOption && decision.reason != Reason::kSiteRepeat;
}

}  // namespace

void KeepCodeBetween(const PageBlocks& page, std::span<Decision> decisions) {
  const size_t size = page.blocks.size();
  for (size_t begin = 0; begin < size;) {
    if (!IsCode(page.blocks[begin])) {
      ++begin;
      continue;
    }
    size_t end = begin + 1;  // a run of code
    while (end < size && IsCode(page.blocks[end])) ++end;
    const auto kept = [](const Decision& decision) { return decision.keep; };
    const auto first = decisions.begin() + static_cast<ptrdiff_t>(begin);
    const auto last = decisions.begin() + static_cast<ptrdiff_t>(end);
    const auto from = first - static_cast<ptrdiff_t>(std::min(kCodeReach, begin));
    const auto to = last + static_cast<ptrdiff_t>(std::min(kCodeReach, size - end));
    if (std::any_of(from, first, kept) && std::any_of(last, to, kept)) {
      for (size_t i = begin; i < end; ++i) {
        if (decisions[i].keep || !MayBeKept(page.blocks[i], decisions[i])) continue;
        decisions[i].keep = true;
        decisions[i].reason = Reason::kContext;
      }
    }
    begin = end;
  }
}

}  // namespace tamis::extract
