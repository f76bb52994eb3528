#include "parquet/plugin/row_json.h"

#include <arrow/array.h>
#include <arrow/scalar.h>
#include <arrow/type.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace tamis::parquet {
namespace {

// Calls itself as deep as columns nest.
class RowJson {
 public:
  RowJson(EscapeFunction escape, std::string& out) : escape_(escape), out_(out) {}

  void Value(const arrow::Array& array, int64_t row) {
    if (array.IsNull(row)) {
      out_ += "null";
      return;
    }
    switch (array.type_id()) {
      case arrow::Type::BOOL:
        out_ += static_cast<const arrow::BooleanArray&>(array).Value(row) ? "true" : "false";
        return;
      case arrow::Type::STRING:
      case arrow::Type::BINARY:
        return String(static_cast<const arrow::BinaryArray&>(array).GetView(row));
      case arrow::Type::LARGE_STRING:
      case arrow::Type::LARGE_BINARY:
        return String(static_cast<const arrow::LargeBinaryArray&>(array).GetView(row));
      case arrow::Type::LIST:
      case arrow::Type::MAP:
        return List(static_cast<const arrow::ListArray&>(array), row);
      case arrow::Type::LARGE_LIST:
        return List(static_cast<const arrow::LargeListArray&>(array), row);
      case arrow::Type::STRUCT:
        return Struct(static_cast<const arrow::StructArray&>(array), row);
      default:
        return NumberOrOther(array, row);
    }
  }

  void Key(std::string_view name, bool first) {
    out_ += first ? "{" : ",";
    String(name);
    out_ += ':';
  }

 private:
  void NumberOrOther(const arrow::Array& array, int64_t row) {
    switch (array.type_id()) {
      case arrow::Type::INT8:
        return Number(static_cast<const arrow::Int8Array&>(array).Value(row));
      case arrow::Type::INT16:
        return Number(static_cast<const arrow::Int16Array&>(array).Value(row));
      case arrow::Type::INT32:
        return Number(static_cast<const arrow::Int32Array&>(array).Value(row));
      case arrow::Type::INT64:
        return Number(static_cast<const arrow::Int64Array&>(array).Value(row));
      case arrow::Type::UINT8:
        return Number(static_cast<const arrow::UInt8Array&>(array).Value(row));
      case arrow::Type::UINT16:
        return Number(static_cast<const arrow::UInt16Array&>(array).Value(row));
      case arrow::Type::UINT32:
        return Number(static_cast<const arrow::UInt32Array&>(array).Value(row));
      case arrow::Type::UINT64:
        return Number(static_cast<const arrow::UInt64Array&>(array).Value(row));
      case arrow::Type::FLOAT:
        return Real(static_cast<const arrow::FloatArray&>(array).Value(row));
      case arrow::Type::DOUBLE:
        return Real(static_cast<const arrow::DoubleArray&>(array).Value(row));
      default:
        break;  // dates, times, decimals, ...: as Arrow writes them
    }
    const auto scalar = array.GetScalar(row);
    scalar.ok() ? String((*scalar)->ToString()) : static_cast<void>(out_ += "null");
  }
  template <typename T>
  void Number(T value) {
    char digits[24];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
  template <typename T>
  void Real(T value) {
    char digits[32];
    if (!std::isfinite(value)) {
      out_ += "null";
    } else {
      out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
  }
  void String(std::string_view value) {
    out_ += '"';
    escape_(value, out_);
    out_ += '"';
  }
  template <typename ListArray>
  void List(const ListArray& array, int64_t row) {
    out_ += '[';
    const int64_t begin = array.value_offset(row);
    const int64_t end = array.value_offset(row + 1);
    for (int64_t i = begin; i < end; ++i) {
      if (i != begin) out_ += ',';
      Value(*array.values(), i);
    }
    out_ += ']';
  }
  void Struct(const arrow::StructArray& array, int64_t row) {
    const arrow::StructType& type = *array.struct_type();
    if (type.num_fields() == 0) out_ += '{';
    for (int i = 0; i < type.num_fields(); ++i) {
      Key(type.field(i)->name(), i == 0);
      Value(*array.field(i), row);
    }
    out_ += '}';
  }

  EscapeFunction escape_;
  std::string& out_;
};

}  // namespace

void AppendRows(const arrow::RecordBatch& batch, EscapeFunction escape, std::string& out) {
  RowJson json(escape, out);
  for (int64_t row = 0; row < batch.num_rows(); ++row) {
    if (batch.num_columns() == 0) out += '{';
    for (int i = 0; i < batch.num_columns(); ++i) {
      json.Key(batch.schema()->field(i)->name(), i == 0);
      json.Value(*batch.column(i), row);
    }
    out += "}\n";
  }
}

}  // namespace tamis::parquet
