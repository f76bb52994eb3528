#include "parquet/plugin/file_reader.h"

#include <arrow/io/file.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/schema.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "parquet/plugin/arrow_types.h"
#include "parquet/plugin/batch_writer.h"
#include "parquet/plugin/row_json.h"

namespace tamis::parquet {
namespace {

constexpr int64_t kBatchRows = 256;

// Parquet counts leaves: all those below the top-level names of `columns`.
std::vector<int> Leaves(const ::parquet::SchemaDescriptor& schema,
                        const std::vector<std::string>& columns) {
  std::vector<int> leaves;
  for (int i = 0; i < schema.num_columns(); ++i) {
    const std::string& name = schema.GetColumnRoot(i)->name();
    const bool wanted =
        columns.empty() || std::find(columns.begin(), columns.end(), name) != columns.end();
    if (wanted) leaves.push_back(i);
  }
  return leaves;
}

Status Named(const std::string& path, const arrow::Status& status) {
  const Status named = FromArrow(status);
  return Status(named.code(), "cannot read " + path + " as Parquet: " + named.message());
}

// A file that is read page by page: by default a whole row group is fetched first.
class OpenFile {
 public:
  Status Open(const std::string& path, const std::vector<std::string>& columns) {
    path_ = path;
    auto file = arrow::io::ReadableFile::Open(path, Pool());
    if (!file.ok()) return Named(path, file.status());
    ::parquet::ReaderProperties pages(Pool());
    pages.enable_buffered_stream();
    ::parquet::ArrowReaderProperties properties;
    properties.set_batch_size(kBatchRows);
    properties.set_pre_buffer(false);
    ::parquet::arrow::FileReaderBuilder builder;
    if (auto status = builder.Open(*file, pages); !status.ok()) return Named(path, status);
    builder.memory_pool(Pool())->properties(properties);
    if (auto status = builder.Build(&reader_); !status.ok()) return Named(path, status);

    std::vector<int> groups(static_cast<size_t>(reader_->num_row_groups()));
    std::iota(groups.begin(), groups.end(), 0);
    const auto& schema = *reader_->parquet_reader()->metadata()->schema();
    auto batches = reader_->GetRecordBatchReader(groups, Leaves(schema, columns));
    if (!batches.ok()) return Named(path, batches.status());
    batches_ = std::move(*batches);
    return {};
  }

  // Null at the end.
  Result<std::shared_ptr<arrow::RecordBatch>> Next() {
    std::shared_ptr<arrow::RecordBatch> batch;
    if (auto status = batches_->ReadNext(&batch); !status.ok()) return Named(path_, status);
    return batch;
  }

 private:
  std::string path_;
  std::unique_ptr<::parquet::arrow::FileReader> reader_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
};

class FileBatches final : public BatchReader {
 public:
  Status Open(const std::string& path) { return file_.Open(path, {}); }
  Result<std::unique_ptr<RowBatch>> Next() override {
    Result<std::shared_ptr<arrow::RecordBatch>> batch = file_.Next();
    if (!batch.ok()) return batch.status();
    return *batch ? std::make_unique<ArrowRows>(std::move(*batch)) : std::unique_ptr<RowBatch>();
  }

 private:
  OpenFile file_;
};

}  // namespace

Status ReadFile(const std::string& path, const std::vector<std::string>& columns,
                EscapeFunction escape, const RowSink& sink) {
  OpenFile file;
  if (Status status = file.Open(path, columns); !status.ok()) return status;
  std::string rows;
  for (;;) {
    const Result<std::shared_ptr<arrow::RecordBatch>> batch = file.Next();
    if (!batch.ok()) return batch.status();
    if (!*batch) return {};
    rows.clear();
    AppendRows(**batch, escape, rows);
    if (Status status = sink(rows); !status.ok()) return status;
  }
}

Result<std::unique_ptr<BatchReader>> ReadFileBatches(const std::string& path) {
  auto batches = std::make_unique<FileBatches>();
  if (Status status = batches->Open(path); !status.ok()) return status;
  return Result<std::unique_ptr<BatchReader>>(std::move(batches));
}

}  // namespace tamis::parquet
