// Arrow columns to JSON rows.

#pragma once

#include <arrow/record_batch.h>

#include <string>

#include "parquet/backend.h"

namespace tamis::parquet {

// Appends each row of the batch as a JSON object with a LF behind.
void AppendRows(const arrow::RecordBatch& batch, EscapeFunction escape, std::string& out);

}  // namespace tamis::parquet
