// The columns of a file, from text.

#pragma once

#include <string_view>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// `text`: see ConvertToParquet(). Errors: kInvalidArgument; the offset is where the text ceases to
// be columns.
Result<std::vector<Column>> ParseColumns(std::string_view text);

}  // namespace tamis::parquet
