#include "document/render/fields/field.h"

namespace tamis::document {
namespace {

bool IsWritten(const Field& field, const RowOptions& options) {
  switch (field.when) {
    case When::kAlways:
      return true;
    case When::kArchive:
      return options.archive;
    case When::kMarkdown:
      return options.markdown;
    case When::kBlocks:
      return options.blocks;
  }
  return true;
}

}  // namespace

// Goes down one call for `metadata`; tables nest no deeper.
void AppendFields(Sections sections, const RowInput& in) {
  for (const Section& section : sections) {
    for (const Field& field : section) {
      if (!IsWritten(field, in.options)) continue;
      in.writer.Key(field.name);
      if (field.write != nullptr) {
        field.write(in);
        continue;
      }
      in.writer.BeginObject();
      AppendFields(field.members, in);
      in.writer.EndObject();
    }
  }
}

std::string ColumnsOf(Sections sections, const RowOptions& options) {
  std::string columns;
  for (const Section& section : sections) {
    for (const Field& field : section) {
      if (!IsWritten(field, options)) continue;
      if (!columns.empty()) columns += ", ";
      columns.append(field.name).append(" ");
      if (field.write != nullptr) {
        columns += field.type;
      } else {
        columns.append("struct<").append(ColumnsOf(field.members, options)).append(">");
      }
    }
  }
  return columns;
}

}  // namespace tamis::document
