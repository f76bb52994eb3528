// A Parquet file as JSON rows.

#pragma once

#include <string>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// See ReadParquet().
Status ReadFile(const std::string& path, const std::vector<std::string>& columns,
                EscapeFunction escape, const RowSink& sink);

}  // namespace tamis::parquet
