// Idea:   a row is walked once, in the order of its keys. Where that is the order of the columns,
// as
//         in all rows of tamis, the next key is the next column, and nothing is looked up.
// Catch:  Arrow's own JSON reader was tried first: it holds a whole block of rows as text and as
//         columns, fails on a row larger than a block.

#include "parquet/plugin/row_builder.h"

#include <arrow/builder.h>

#include <utility>

#include "parquet/plugin/arrow_types.h"

namespace tamis::parquet {
namespace {

namespace dom = simdjson::dom;

Status Malformed(const Column& column, const char* what) {
  return Status(StatusCode::kMalformed, "`" + column.name + "` " + what);
}

Status Checked(const arrow::Status& status) { return status.ok() ? Status() : FromArrow(status); }

}  // namespace

RowBuilder::Node RowBuilder::NodeOf(const Column& column, arrow::ArrayBuilder* builder) {
  Node node{.column = &column, .builder = builder};
  if (column.type == ColumnType::kList) {
    auto* list = static_cast<arrow::ListBuilder*>(builder);
    node.children.push_back(NodeOf(column.children[0], list->value_builder()));
  }
  if (column.type == ColumnType::kStruct) {
    auto* fields = static_cast<arrow::StructBuilder*>(builder);
    for (size_t i = 0; i < column.children.size(); ++i) {
      node.children.push_back(
          NodeOf(column.children[i], fields->field_builder(static_cast<int>(i))));
    }
  }
  return node;
}

Result<std::unique_ptr<RowBuilder>> RowBuilder::Make(const std::vector<Column>& columns) {
  std::unique_ptr<RowBuilder> builder(new RowBuilder);
  auto batch = arrow::RecordBatchBuilder::Make(ToArrow(columns), Pool());
  if (!batch.ok()) return FromArrow(batch.status());
  builder->batch_ = std::move(*batch);
  for (size_t i = 0; i < columns.size(); ++i) {
    builder->columns_.push_back(NodeOf(columns[i], builder->batch_->GetField(static_cast<int>(i))));
  }
  return builder;
}

Status RowBuilder::Append(std::string_view row) {
  padded_.assign(row);
  padded_.append(simdjson::SIMDJSON_PADDING, '\0');
  dom::object object;
  if (parser_.parse(padded_.data(), row.size(), false).get_object().get(object)) {
    return Status(StatusCode::kMalformed, "no JSON object");
  }
  if (Status status = AppendFields(columns_, object); !status.ok()) return status;
  pending_bytes_ += row.size();
  return {};
}

// The field of that name, which is nearly always `expected`; null when there is none.
RowBuilder::Node* RowBuilder::FieldOf(std::vector<Node>& fields, size_t expected,
                                      std::string_view name) {
  for (size_t i = 0; i < fields.size(); ++i) {
    Node& field = fields[(expected + i) % fields.size()];
    if (field.column->name == name) return &field;
  }
  return nullptr;
}

Status RowBuilder::AppendFields(std::vector<Node>& fields, dom::object object) {
  const uint64_t number = ++objects_;
  size_t next = 0;
  for (const dom::key_value_pair member : object) {
    Node* field = FieldOf(fields, next, member.key);
    if (field == nullptr || field->object == number) {
      return Status(StatusCode::kMalformed, "`" + std::string(member.key) + "` is " +
                                                (field == nullptr ? "no column" : "there twice"));
    }
    field->object = number;
    next = static_cast<size_t>(field - fields.data()) + 1;
    if (Status status = AppendValue(*field, member.value); !status.ok()) return status;
  }
  for (Node& field : fields) {
    if (field.object == number) continue;
    if (auto status = field.builder->AppendNull(); !status.ok()) return FromArrow(status);
  }
  return {};
}

Status RowBuilder::AppendValue(Node& node, dom::element value) {
  if (value.is_null()) return Checked(node.builder->AppendNull());
  switch (node.column->type) {
    case ColumnType::kList:
      return AppendList(node, value);
    case ColumnType::kStruct:
      return AppendStruct(node, value);
    default:
      return AppendScalar(node, value);
  }
}

Status RowBuilder::AppendScalar(Node& node, dom::element value) {
  std::string_view text;
  int64_t integer = 0;
  double number = 0;
  bool boolean = false;
  switch (node.column->type) {
    case ColumnType::kString:
      if (value.get_string().get(text)) return Malformed(*node.column, "is no string");
      return Checked(static_cast<arrow::StringBuilder*>(node.builder)->Append(text));
    case ColumnType::kText:
      if (value.get_string().get(text)) return Malformed(*node.column, "is no string");
      return Checked(static_cast<arrow::LargeStringBuilder*>(node.builder)->Append(text));
    case ColumnType::kInt:
      if (value.get_int64().get(integer)) return Malformed(*node.column, "is no integer");
      return Checked(static_cast<arrow::Int64Builder*>(node.builder)->Append(integer));
    case ColumnType::kDouble:
      if (value.get_double().get(number)) return Malformed(*node.column, "is no number");
      return Checked(static_cast<arrow::DoubleBuilder*>(node.builder)->Append(number));
    default:
      if (value.get_bool().get(boolean)) return Malformed(*node.column, "is no boolean");
      return Checked(static_cast<arrow::BooleanBuilder*>(node.builder)->Append(boolean));
  }
}

Status RowBuilder::AppendList(Node& node, dom::element value) {
  dom::array array;
  if (value.get_array().get(array)) return Malformed(*node.column, "is no array");
  if (auto status = static_cast<arrow::ListBuilder*>(node.builder)->Append(); !status.ok()) {
    return FromArrow(status);
  }
  for (const dom::element element : array) {
    if (Status status = AppendValue(node.children[0], element); !status.ok()) return status;
  }
  return {};
}

Status RowBuilder::AppendStruct(Node& node, dom::element value) {
  dom::object object;
  if (value.get_object().get(object)) return Malformed(*node.column, "is no object");
  if (auto status = static_cast<arrow::StructBuilder*>(node.builder)->Append(); !status.ok()) {
    return FromArrow(status);
  }
  return AppendFields(node.children, object);
}

Result<std::shared_ptr<arrow::RecordBatch>> RowBuilder::Flush() {
  pending_bytes_ = 0;
  auto batch = batch_->Flush();
  if (!batch.ok()) return FromArrow(batch.status());
  return std::move(*batch);
}

}  // namespace tamis::parquet
