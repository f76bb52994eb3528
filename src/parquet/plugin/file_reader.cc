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

}  // namespace

Status ReadFile(const std::string& path, const std::vector<std::string>& columns,
                EscapeFunction escape, const RowSink& sink) {
  auto file = arrow::io::ReadableFile::Open(path, Pool());
  if (!file.ok()) return Named(path, file.status());
  // Page by page: by default a whole row group is fetched first.
  ::parquet::ReaderProperties pages(Pool());
  pages.enable_buffered_stream();
  ::parquet::ArrowReaderProperties properties;
  properties.set_batch_size(kBatchRows);
  properties.set_pre_buffer(false);
  ::parquet::arrow::FileReaderBuilder builder;
  if (auto status = builder.Open(*file, pages); !status.ok()) return Named(path, status);
  std::unique_ptr<::parquet::arrow::FileReader> reader;
  builder.memory_pool(Pool())->properties(properties);
  if (auto status = builder.Build(&reader); !status.ok()) return Named(path, status);

  std::vector<int> groups(static_cast<size_t>(reader->num_row_groups()));
  std::iota(groups.begin(), groups.end(), 0);
  const auto& schema = *reader->parquet_reader()->metadata()->schema();
  auto batches = reader->GetRecordBatchReader(groups, Leaves(schema, columns));
  if (!batches.ok()) return Named(path, batches.status());
  std::string rows;
  for (;;) {
    std::shared_ptr<arrow::RecordBatch> batch;
    if (auto status = (*batches)->ReadNext(&batch); !status.ok()) return Named(path, status);
    if (!batch) return {};
    rows.clear();
    AppendRows(*batch, escape, rows);
    if (Status status = sink(rows); !status.ok()) return status;
  }
}

}  // namespace tamis::parquet
