// What the report says of a single row or block, as a JSON object.

#pragma once

#include <string>

#include "report/row_facts.h"

namespace tamis::report {

// At most `text_bytes` of the text.
std::string PageSampleJson(const RowFacts& row, uint32_t text_bytes);
std::string BlockSampleJson(const RowFacts& row, const BlockFacts& block, uint32_t text_bytes);

// Adds a text that was found later to what BlockSampleJson() made without one.
void AddBlockText(std::string_view text, uint32_t text_bytes, std::string& json);

}  // namespace tamis::report
