// Columns and errors in Arrow's terms.

#pragma once

#include <arrow/status.h>
#include <arrow/type_fwd.h>

#include <memory>
#include <string>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// Every field may be null.
std::shared_ptr<arrow::Schema> ToArrow(const std::vector<Column>& columns);

// Of the columns of a type, the dotted paths as Parquet spells them: "comments.list.element.text".
std::vector<std::string> PathsOf(ColumnType type, const std::vector<Column>& columns);

// Memory of everything here. The allocators that Arrow brings keep what is freed, which a run of
// many shards would pay for between them.
arrow::MemoryPool* Pool();

// REQUIRES: !status.ok()
Status FromArrow(const arrow::Status& status);

}  // namespace tamis::parquet
