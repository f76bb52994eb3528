#include "parquet/plugin/file_writer.h"

#include <string>
#include <utility>

#include "parquet/plugin/arrow_types.h"
#include "parquet/plugin/batch_file.h"
#include "parquet/plugin/row_builder.h"

namespace tamis::parquet {
namespace {

std::shared_ptr<::parquet::WriterProperties> PropertiesOf(const std::vector<Column>& columns,
                                                          const ParquetOptions& options) {
  ::parquet::WriterProperties::Builder builder = FileProperties(options);
  // No two texts are the same: a dictionary would be made to be thrown away.
  for (const std::string& path : PathsOf(ColumnType::kText, columns)) {
    builder.disable_dictionary(path);
  }
  // In a list integers are offsets that grow from item to item.
  for (const std::string& path : PathsOf(ColumnType::kInt, columns)) {
    if (path.find(".list.") == std::string::npos) continue;
    builder.disable_dictionary(path);
    builder.encoding(path, ::parquet::Encoding::DELTA_BINARY_PACKED);
  }
  return builder.build();
}

class FileWriter final : public RowWriter {
 public:
  explicit FileWriter(std::vector<Column> columns) : columns_(std::move(columns)) {}

  Status Open(const ParquetOptions& options, ByteSink& sink) {
    Result<std::unique_ptr<RowBuilder>> rows = RowBuilder::Make(columns_);
    if (!rows.ok()) return rows.status();
    rows_ = std::move(*rows);
    Result<std::unique_ptr<BatchFile>> file =
        BatchFile::Open(*ToArrow(columns_), PropertiesOf(columns_, options), options, sink);
    if (!file.ok()) return file.status();
    file_ = std::move(*file);
    return {};
  }

  Status Append(std::string_view row) override {
    if (Status status = rows_->Append(row); !status.ok()) return status;
    return rows_->pending_bytes() < kBatchBytes ? Status() : Write();
  }

  Status Finish() override {
    if (rows_->pending_bytes() > 0) {
      if (Status status = Write(); !status.ok()) return status;
    }
    return file_->Finish();
  }

 private:
  Status Write() {
    Result<std::shared_ptr<arrow::RecordBatch>> batch = rows_->Flush();
    return batch.ok() ? file_->Write(std::move(*batch)) : batch.status();
  }

  const std::vector<Column> columns_;
  std::unique_ptr<RowBuilder> rows_;
  std::unique_ptr<BatchFile> file_;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> NewFileWriter(const std::vector<Column>& columns,
                                                 const ParquetOptions& options, ByteSink& sink) {
  auto writer = std::make_unique<FileWriter>(columns);
  if (Status status = writer->Open(options, sink); !status.ok()) return status;
  return Result<std::unique_ptr<RowWriter>>(std::move(writer));
}

}  // namespace tamis::parquet
