// What the report says of a single row or block, as a JSON object.

#pragma once

#include <string>

#include "report/row_facts.h"

namespace tamis::report {

// At most `text_bytes` of the text.
std::string PageSampleJson(const RowFacts& row, uint32_t text_bytes);
std::string BlockSampleJson(const RowFacts& row, const BlockFacts& block, uint32_t text_bytes);

}  // namespace tamis::report
