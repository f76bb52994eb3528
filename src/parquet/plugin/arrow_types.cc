#include "parquet/plugin/arrow_types.h"

#include <arrow/memory_pool.h>
#include <arrow/type.h>

namespace tamis::parquet {
namespace {

std::shared_ptr<arrow::Field> ToField(const Column& column);

std::shared_ptr<arrow::DataType> ToType(const Column& column) {
  switch (column.type) {
    case ColumnType::kString:
      return arrow::utf8();
    case ColumnType::kText:
      return arrow::large_utf8();
    case ColumnType::kInt:
      return arrow::int64();
    case ColumnType::kDouble:
      return arrow::float64();
    case ColumnType::kBool:
      return arrow::boolean();
    case ColumnType::kList:
      return arrow::list(ToField(column.children[0]));
    case ColumnType::kStruct:
      break;
  }
  arrow::FieldVector fields;
  for (const Column& child : column.children) fields.push_back(ToField(child));
  return arrow::struct_(fields);
}

std::shared_ptr<arrow::Field> ToField(const Column& column) {
  return arrow::field(column.name, ToType(column));
}

// As deep as columns nest.
void AddPaths(ColumnType type, const std::vector<Column>& columns, const std::string& prefix,
              std::vector<std::string>& paths) {
  for (const Column& column : columns) {
    const std::string path = prefix + column.name;
    if (column.type == type) paths.push_back(path);
    AddPaths(type, column.children, path + (column.type == ColumnType::kList ? ".list." : "."),
             paths);
  }
}

}  // namespace

std::shared_ptr<arrow::Schema> ToArrow(const std::vector<Column>& columns) {
  arrow::FieldVector fields;
  for (const Column& column : columns) fields.push_back(ToField(column));
  return arrow::schema(fields);
}

std::vector<std::string> PathsOf(ColumnType type, const std::vector<Column>& columns) {
  std::vector<std::string> paths;
  AddPaths(type, columns, "", paths);
  return paths;
}

arrow::MemoryPool* Pool() { return arrow::system_memory_pool(); }

Status FromArrow(const arrow::Status& status) {
  StatusCode code = StatusCode::kInternal;
  if (status.IsIOError()) code = StatusCode::kIo;
  if (status.IsInvalid() || status.IsSerializationError()) code = StatusCode::kMalformed;
  if (status.IsNotImplemented()) code = StatusCode::kUnsupported;
  return Status(code, status.message());
}

}  // namespace tamis::parquet
