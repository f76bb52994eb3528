#include "document/render/schemas/schemas.h"

namespace tamis::document {

Sections FieldsOf(RowSchema schema) {
  switch (schema) {
    case RowSchema::kNative:
      return NativeFields();
    case RowSchema::kDataTrove:
      return DataTroveFields();
    case RowSchema::kDolma:
      return DolmaFields();
    case RowSchema::kTrafilatura:
      return TrafilaturaFields();
    case RowSchema::kCc:
      return CcFields();
  }
  return NativeFields();
}

}  // namespace tamis::document
