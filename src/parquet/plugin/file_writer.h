// A Parquet file of JSON rows.

#pragma once

#include <memory>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// `sink` must outlive the writer.
Result<std::unique_ptr<RowWriter>> NewFileWriter(const std::vector<Column>& columns,
                                                 const ParquetOptions& options, ByteSink& sink);

}  // namespace tamis::parquet
