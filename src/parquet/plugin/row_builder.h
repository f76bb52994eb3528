// JSON rows to a batch of Arrow columns.

#pragma once

#include <arrow/array/builder_base.h>
#include <arrow/record_batch.h>
#include <arrow/table_builder.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// Reuses its memory from batch to batch.
class RowBuilder {
 public:
  // `columns` must outlive the builder.
  static Result<std::unique_ptr<RowBuilder>> Make(const std::vector<Column>& columns);

  // After an error the builder is of no more use.
  Status Append(std::string_view row);

  uint64_t pending_bytes() const { return pending_bytes_; }  // of JSON since the last Flush()
  Result<std::shared_ptr<arrow::RecordBatch>> Flush();

 private:
  // A column with the builder of its values.
  struct Node {
    const Column* column = nullptr;
    arrow::ArrayBuilder* builder = nullptr;
    std::vector<Node> children = {};
    uint64_t object = 0;  // the last one that had it
  };

  RowBuilder() = default;
  static Node NodeOf(const Column& column, arrow::ArrayBuilder* builder);
  static Node* FieldOf(std::vector<Node>& fields, size_t expected, std::string_view name);
  // These call one another as deep as columns nest.
  Status AppendFields(std::vector<Node>& fields, simdjson::dom::object object);
  Status AppendValue(Node& node, simdjson::dom::element value);
  Status AppendScalar(Node& node, simdjson::dom::element value);
  Status AppendList(Node& node, simdjson::dom::element value);
  Status AppendStruct(Node& node, simdjson::dom::element value);

  std::unique_ptr<arrow::RecordBatchBuilder> batch_;
  std::vector<Node> columns_;
  simdjson::dom::parser parser_;
  std::string padded_;  // the row, and what simdjson may read behind it
  uint64_t objects_ = 0;  // seen so far
  uint64_t pending_bytes_ = 0;
};

}  // namespace tamis::parquet
