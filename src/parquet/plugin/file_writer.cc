// Idea:   rows are gathered to small batches; a batch is encoded and compressed at once into the
//         pages of an open row group, so what is held is the compressed group, not its rows.
//         That takes as long as reading the rows of the next batch, so both go on at once.
// Source: https://parquet.apache.org/docs/file-format/

#include "parquet/plugin/file_writer.h"

#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/config.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <future>
#include <limits>
#include <string>
#include <utility>

#include "parquet/plugin/arrow_types.h"
#include "parquet/plugin/row_builder.h"
#include "tamis/version.h"

namespace tamis::parquet {
namespace {

constexpr uint64_t kBatchBytes = 4u << 20;  // of JSON
// Of a page and of a column's dictionary. A file has up to 150 columns, each with one of either
// in memory; with the 1 MiB that Arrow takes, a conversion needs twice the memory.
constexpr int64_t kPageBytes = 256 << 10;

// Arrow's stream over ours. The sink's own error says more than Arrow's, so it is kept.
class SinkStream final : public arrow::io::OutputStream {
 public:
  explicit SinkStream(ByteSink& sink) : sink_(sink) {}

  arrow::Status Write(const void* data, int64_t size) override {
    const auto bytes = static_cast<size_t>(size);
    if (error_.ok()) error_ = sink_.Append({static_cast<const char*>(data), bytes});
    if (!error_.ok()) return arrow::Status::IOError(error_.message());
    position_ += size;
    return arrow::Status::OK();
  }
  using arrow::io::OutputStream::Write;
  arrow::Result<int64_t> Tell() const override { return position_; }
  arrow::Status Close() override {
    closed_ = true;
    return arrow::Status::OK();
  }
  bool closed() const override { return closed_; }

  const Status& error() const { return error_; }
  // Takes no more bytes: Arrow completes a file in its destructor, also one that is not whole.
  void Abandon() {
    if (error_.ok()) error_ = Status(StatusCode::kCancelled, "the file is not whole");
  }

 private:
  ByteSink& sink_;
  Status error_;
  int64_t position_ = 0;
  bool closed_ = false;
};

std::shared_ptr<::parquet::WriterProperties> FileProperties(const std::vector<Column>& columns,
                                                            const ParquetOptions& options) {
  ::parquet::WriterProperties::Builder builder;
  builder.created_by(std::string("tamis version ") + kVersion + " (build arrow-" +
                     ARROW_VERSION_STRING + ")");
  builder.memory_pool(Pool());
  builder.compression(::parquet::Compression::ZSTD);
  builder.compression_level(options.zstd_level);
  builder.data_pagesize(kPageBytes);
  builder.dictionary_pagesize_limit(kPageBytes);
  builder.max_row_group_length(std::numeric_limits<int32_t>::max());
  builder.enable_write_page_index();
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
  FileWriter(std::vector<Column> columns, const ParquetOptions& options, ByteSink& sink)
      : columns_(std::move(columns)),
        options_(options),
        stream_(std::make_shared<SinkStream>(sink)) {}

  ~FileWriter() override {
    if (under_way_.valid()) under_way_.wait();
    if (!finished_) stream_->Abandon();
  }

  Status Open() {
    Result<std::unique_ptr<RowBuilder>> rows = RowBuilder::Make(columns_);
    if (!rows.ok()) return rows.status();
    rows_ = std::move(*rows);
    auto opened = ::parquet::arrow::FileWriter::Open(
        *ToArrow(columns_), Pool(), stream_, FileProperties(columns_, options_),
        ::parquet::ArrowWriterProperties::Builder().store_schema()->build());
    if (!opened.ok()) return Explain(opened.status());
    file_ = std::move(*opened);
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
    if (Status status = Written(); !status.ok()) return status;
    const arrow::Status closed = file_->Close();
    finished_ = closed.ok();
    return finished_ ? Status() : Explain(closed);
  }

 private:
  // Begins to write the gathered rows, when those before are written.
  Status Write() {
    Result<std::shared_ptr<arrow::RecordBatch>> batch = rows_->Flush();
    if (!batch.ok()) return batch.status();
    if (Status status = Written(); !status.ok()) return status;
    if (group_bytes_ >= options_.row_group_bytes) {
      if (auto status = file_->NewBufferedRowGroup(); !status.ok()) return Explain(status);
      group_bytes_ = 0;
    }
    group_bytes_ += static_cast<uint64_t>(arrow::util::TotalBufferSize(**batch));
    under_way_ = std::async(std::launch::async, [this, rows = std::move(*batch)] {
      return file_->WriteRecordBatch(*rows);
    });
    return {};
  }
  Status Written() {
    const arrow::Status written = under_way_.valid() ? under_way_.get() : arrow::Status::OK();
    return written.ok() ? Status() : Explain(written);
  }
  Status Explain(const arrow::Status& status) const {
    return stream_->error().ok() ? FromArrow(status) : stream_->error();
  }

  const std::vector<Column> columns_;
  const ParquetOptions options_;
  const std::shared_ptr<SinkStream> stream_;
  std::unique_ptr<RowBuilder> rows_;
  std::unique_ptr<::parquet::arrow::FileWriter> file_;
  uint64_t group_bytes_ = 0;  // of columns in the open row group
  bool finished_ = false;
  std::future<arrow::Status> under_way_;  // of a batch; uses file_ and stream_
};

}  // namespace

Result<std::unique_ptr<RowWriter>> NewFileWriter(const std::vector<Column>& columns,
                                                 const ParquetOptions& options, ByteSink& sink) {
  auto writer = std::make_unique<FileWriter>(columns, options, sink);
  if (Status status = writer->Open(); !status.ok()) return status;
  return Result<std::unique_ptr<RowWriter>>(std::move(writer));
}

}  // namespace tamis::parquet
