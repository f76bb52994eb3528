// A Parquet file as JSON rows, or as the batches that it is made of.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// See ReadParquet().
Status ReadFile(const std::string& path, const std::vector<std::string>& columns,
                EscapeFunction escape, const RowSink& sink);

// The same file as batches, with all columns. Its rows are ArrowRows.
Result<std::unique_ptr<BatchReader>> ReadFileBatches(const std::string& path);

}  // namespace tamis::parquet
