// The blocks of a row: half of its bytes, a few hundred objects of the same members.
//
// The idea: each is put together in memory of known size from constant text, names that stand
// ready as JSON, and digits, all by copies of constant size; the string is asked for room once for
// many of them.
//
// Tested: ../row_test.cc.

#pragma once

#include <string>
#include <vector>

#include "tamis/document.h"

namespace tamis::document {

// Appends `blocks` as the members of a JSON array, without its brackets; `with_text`: with the text
// of each.
void AppendBlocks(const std::vector<Block>& blocks, bool with_text, std::string& out);

}  // namespace tamis::document
