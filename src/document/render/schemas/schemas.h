// The rows of each schema: docs/formats/row.md and docs/formats/schemas.

#pragma once

#include "document/render/fields/field.h"
#include "tamis/row_schema.h"

namespace tamis::document {

Sections NativeFields();
Sections DataTroveFields();
Sections DolmaFields();
Sections TrafilaturaFields();
Sections CcFields();

Sections FieldsOf(RowSchema schema);

}  // namespace tamis::document
