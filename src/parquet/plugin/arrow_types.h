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

// Dotted paths, as Parquet spells them, of the columns of type `text`:
// "comments.list.element.text".
std::vector<std::string> TextPaths(const std::vector<Column>& columns);

// REQUIRES: !status.ok()
Status FromArrow(const arrow::Status& status);

}  // namespace tamis::parquet
