// Labels of blocks: how many of a block's words the gold text holds, in order.

#pragma once

#include <string_view>
#include <vector>

namespace tamis::training {

// For each of `blocks` the share of its words that stand in a longest common subsequence of the
// words of all blocks and those of `gold`; 0 for a block without words. A word is a run of
// letters, digits and underscores, case folded.
//
// Memory: a byte for each pair of words, at most 400 MB: the end of a longer gold is left out.
std::vector<float> LabelBlocks(const std::vector<std::string_view>& blocks, std::string_view gold);

}  // namespace tamis::training
