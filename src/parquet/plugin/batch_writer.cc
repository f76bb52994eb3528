// Idea:   the rows that a file takes of a batch are cut out as slices, which share its memory, and
//         laid together when there are enough for a batch of their own. What no JSON could carry
//         (the width of a number, a time, bytes that are no text) is never turned into JSON.

#include "parquet/plugin/batch_writer.h"

#include <arrow/type.h>
#include <arrow/util/byte_size.h>

#include <utility>

#include "parquet/plugin/arrow_types.h"
#include "parquet/plugin/batch_file.h"
#include "parquet/plugin/row_builder.h"
#include "parquet/plugin/row_json.h"

namespace tamis::parquet {
namespace {

const arrow::RecordBatch& BatchOf(const RowBatch& rows) {
  return *static_cast<const ArrowRows&>(rows).batch();
}

// A column that is there keeps its kind of string.
void KeepStringTypes(const arrow::Schema& schema, std::vector<Column>& changed) {
  for (Column& column : changed) {
    const std::shared_ptr<arrow::Field> field = schema.GetFieldByName(column.name);
    if (!field || (column.type != ColumnType::kString && column.type != ColumnType::kText))
      continue;
    const bool large = field->type()->id() == arrow::Type::LARGE_STRING;
    column.type = large ? ColumnType::kText : ColumnType::kString;
  }
}

class ArrowBatchWriter final : public BatchWriter {
 public:
  explicit ArrowBatchWriter(std::vector<Column> changed) : changed_(std::move(changed)) {}

  Status Open(const RowBatch& like, const ParquetOptions& options, ByteSink& sink);
  Status Append(const RowBatch& batch, std::span<const uint32_t> rows,
                std::string_view changes) override;
  Status Finish() override;

 private:
  Status Write();
  arrow::Result<std::shared_ptr<arrow::RecordBatch>> WithChanges(const arrow::RecordBatch& rows,
                                                                 const arrow::RecordBatch& changes);

  std::vector<Column> changed_;
  std::shared_ptr<arrow::Schema> schema_;  // with the changed columns
  std::unique_ptr<RowBuilder> changes_;
  std::unique_ptr<BatchFile> file_;
  arrow::RecordBatchVector slices_;
  uint64_t pending_bytes_ = 0;  // of slices_
};

Status ArrowBatchWriter::Open(const RowBatch& like, const ParquetOptions& options, ByteSink& sink) {
  const std::shared_ptr<arrow::Schema>& before = BatchOf(like).schema();
  KeepStringTypes(*before, changed_);
  arrow::FieldVector fields = before->fields();
  const std::shared_ptr<arrow::Schema> changed = ToArrow(changed_);
  for (const std::shared_ptr<arrow::Field>& field : changed->fields()) {
    const int place = before->GetFieldIndex(field->name());
    if (place < 0) {
      fields.push_back(field);
    } else {
      fields[static_cast<size_t>(place)] = field;
    }
  }
  schema_ = arrow::schema(std::move(fields), before->metadata());
  Result<std::unique_ptr<RowBuilder>> changes = RowBuilder::Make(changed_);
  if (!changes.ok()) return changes.status();
  changes_ = std::move(*changes);
  Result<std::unique_ptr<BatchFile>> file =
      BatchFile::Open(*schema_, FileProperties(options).build(), options, sink);
  if (!file.ok()) return file.status();
  file_ = std::move(*file);
  return {};
}

Status ArrowBatchWriter::Append(const RowBatch& batch, std::span<const uint32_t> rows,
                                std::string_view changes) {
  const arrow::RecordBatch& from = BatchOf(batch);
  for (size_t i = 0; i < rows.size();) {
    size_t end = i + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
    slices_.push_back(from.Slice(rows[i], static_cast<int64_t>(end - i)));
    const auto bytes = arrow::util::ReferencedBufferSize(*slices_.back());
    if (!bytes.ok()) return FromArrow(bytes.status());
    pending_bytes_ += static_cast<uint64_t>(*bytes);
    i = end;
  }
  while (!changes.empty()) {
    const size_t end = changes.find('\n');
    if (Status status = changes_->Append(changes.substr(0, end)); !status.ok()) return status;
    changes.remove_prefix(end == std::string_view::npos ? changes.size() : end + 1);
  }
  return pending_bytes_ < kBatchBytes ? Status() : Write();
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> ArrowBatchWriter::WithChanges(
    const arrow::RecordBatch& rows, const arrow::RecordBatch& changes) {
  arrow::ArrayVector columns = rows.columns();
  columns.resize(static_cast<size_t>(schema_->num_fields()));
  for (int i = 0; i < changes.num_columns(); ++i) {
    const int place = schema_->GetFieldIndex(changes.column_name(i));
    columns[static_cast<size_t>(place)] = changes.column(i);
  }
  if (changes.num_rows() != rows.num_rows()) return arrow::Status::Invalid("a row lacks changes");
  return arrow::RecordBatch::Make(schema_, rows.num_rows(), std::move(columns));
}

Status ArrowBatchWriter::Write() {
  pending_bytes_ = 0;
  if (slices_.empty()) return {};
  const auto rows = arrow::ConcatenateRecordBatches(slices_, Pool());
  slices_.clear();
  if (!rows.ok()) return FromArrow(rows.status());
  const Result<std::shared_ptr<arrow::RecordBatch>> changes = changes_->Flush();
  if (!changes.ok()) return changes.status();
  const auto changed = WithChanges(**rows, **changes);
  return changed.ok() ? file_->Write(*changed) : FromArrow(changed.status());
}

Status ArrowBatchWriter::Finish() {
  if (Status status = Write(); !status.ok()) return status;
  return file_->Finish();
}

}  // namespace

void ArrowRows::AppendJson(EscapeFunction escape, std::string& out) const {
  AppendRows(*batch_, escape, out);
}

bool ArrowRows::SameColumns(const RowBatch& other) const {
  return batch_->schema()->Equals(*BatchOf(other).schema(), /*check_metadata=*/false);
}

Result<std::unique_ptr<BatchWriter>> NewArrowBatchWriter(const RowBatch& like,
                                                         std::vector<Column> changed,
                                                         const ParquetOptions& options,
                                                         ByteSink& sink) {
  auto writer = std::make_unique<ArrowBatchWriter>(std::move(changed));
  if (Status status = writer->Open(like, options, sink); !status.ok()) return status;
  return Result<std::unique_ptr<BatchWriter>>(std::move(writer));
}

}  // namespace tamis::parquet
