// The `quality` object of the row.

#pragma once

#include "json/writer.h"
#include "tamis/quality.h"

namespace tamis::document {

// Keys and their order are fixed; docs/formats/row.md.
void AppendQuality(const QualitySignals& quality, json::Writer& writer);

}  // namespace tamis::document
