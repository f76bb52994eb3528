#include "parquet/plugin/batch_file.h"

#include <arrow/io/interfaces.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/config.h>

#include <limits>
#include <string>
#include <utility>

#include "parquet/plugin/arrow_types.h"
#include "tamis/version.h"

namespace tamis::parquet {
namespace {

// Of a page and of a column's dictionary. A file has up to 150 columns, each with one of either
// in memory; with the 1 MiB that Arrow takes, a conversion needs twice the memory.
constexpr int64_t kPageBytes = 256 << 10;

}  // namespace

// Arrow's stream over ours. The sink's own error says more than Arrow's, so it is kept.
class BatchFile::SinkStream final : public arrow::io::OutputStream {
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

::parquet::WriterProperties::Builder FileProperties(const ParquetOptions& options) {
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
  return builder;
}

BatchFile::BatchFile(const ParquetOptions& options, std::shared_ptr<SinkStream> stream)
    : row_group_bytes_(options.row_group_bytes), stream_(std::move(stream)) {}

BatchFile::~BatchFile() {
  if (under_way_.valid()) under_way_.wait();
  if (!finished_) stream_->Abandon();
}

Result<std::unique_ptr<BatchFile>> BatchFile::Open(
    const arrow::Schema& schema, std::shared_ptr<::parquet::WriterProperties> properties,
    const ParquetOptions& options, ByteSink& sink) {
  std::unique_ptr<BatchFile> file(new BatchFile(options, std::make_shared<SinkStream>(sink)));
  auto opened = ::parquet::arrow::FileWriter::Open(
      schema, Pool(), file->stream_, std::move(properties),
      ::parquet::ArrowWriterProperties::Builder().store_schema()->build());
  if (!opened.ok()) return file->Explain(opened.status());
  file->file_ = std::move(*opened);
  return Result<std::unique_ptr<BatchFile>>(std::move(file));
}

Status BatchFile::Write(std::shared_ptr<arrow::RecordBatch> batch) {
  if (Status status = Written(); !status.ok()) return status;
  if (group_bytes_ >= row_group_bytes_) {
    if (auto status = file_->NewBufferedRowGroup(); !status.ok()) return Explain(status);
    group_bytes_ = 0;
  }
  group_bytes_ += static_cast<uint64_t>(arrow::util::TotalBufferSize(*batch));
  under_way_ = std::async(std::launch::async, [this, rows = std::move(batch)] {
    return file_->WriteRecordBatch(*rows);
  });
  return {};
}

Status BatchFile::Finish() {
  if (Status status = Written(); !status.ok()) return status;
  const arrow::Status closed = file_->Close();
  finished_ = closed.ok();
  return finished_ ? Status() : Explain(closed);
}

Status BatchFile::Written() {
  const arrow::Status written = under_way_.valid() ? under_way_.get() : arrow::Status::OK();
  return written.ok() ? Status() : Explain(written);
}

Status BatchFile::Explain(const arrow::Status& status) const {
  return stream_->error().ok() ? FromArrow(status) : stream_->error();
}

}  // namespace tamis::parquet
