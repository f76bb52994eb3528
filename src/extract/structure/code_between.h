// Code between kept text is kept: what the text speaks of.
//
//   decide -> [structure] -> document
//
// Idea:   few words, no sentences, and the same commands again and again: what is chosen by words
//         drops code. Its place says more: between two kept blocks it belongs to them.
// Catch:  a button ("Copy"), a file's name or another dropped trifle may stand between, so a few
//         blocks are looked over on either side.
//
// Tested:  code_between_test.cc.

#pragma once

#include <span>

#include "extract/blocks/block.h"

namespace tamis::extract {

// Blocks to look over on either side.
inline constexpr size_t kCodeReach = 3;

// Keeps <pre> blocks with kept blocks on both sides, with Reason::kContext. Hidden ones, comments,
// those in a <noscript> and those that an option excludes stay out. `decisions`: one a block.
void KeepCodeBetween(const PageBlocks& page, std::span<Decision> decisions);

}  // namespace tamis::extract
