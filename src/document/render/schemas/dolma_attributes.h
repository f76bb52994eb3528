// The rows of attributes/ in Dolma's layout: scores of the document and spans of its text.

#pragma once

#include <span>
#include <string_view>

#include "document/render/row.h"
#include "json/writer.h"

namespace tamis::document {

// Where documents come from: the name of the crawl as its path has it, else "tamis".
std::string_view DolmaSource(const RowContext& context);

// Folders below attributes/.
std::span<const std::string_view> DolmaAttributeNames();

// The object of `attributes` for DolmaAttributeNames()[sidecar], braces included.
void AppendDolmaAttributes(const Document& document, size_t sidecar, json::Writer& writer);

}  // namespace tamis::document
