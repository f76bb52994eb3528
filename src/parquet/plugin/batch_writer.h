// Rows of Parquet files to other Parquet files, as they are but for some columns.

#pragma once

#include <arrow/record_batch.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

class ArrowRows final : public RowBatch {
 public:
  explicit ArrowRows(std::shared_ptr<arrow::RecordBatch> batch) : batch_(std::move(batch)) {}

  size_t size() const override { return static_cast<size_t>(batch_->num_rows()); }
  void AppendJson(EscapeFunction escape, std::string& out) const override;
  bool SameColumns(const RowBatch& other) const override;

  const std::shared_ptr<arrow::RecordBatch>& batch() const { return batch_; }

 private:
  std::shared_ptr<arrow::RecordBatch> batch_;
};

// REQUIRES: `like`, and all rows that are appended, are ArrowRows with the same columns.
Result<std::unique_ptr<BatchWriter>> NewArrowBatchWriter(const RowBatch& like,
                                                         std::vector<Column> changed,
                                                         const ParquetOptions& options,
                                                         ByteSink& sink);

}  // namespace tamis::parquet
