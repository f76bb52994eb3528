// A Parquet file of Arrow batches.
//
// Idea:   a batch is encoded and compressed at once into the pages of an open row group, so what is
//         held is the compressed group, not its rows. That takes as long as making the next batch,
//         so it is done on a thread of its own.
// Source: https://parquet.apache.org/docs/file-format/

#pragma once

#include <arrow/record_batch.h>
#include <arrow/type_fwd.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <cstdint>
#include <future>
#include <memory>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// Of JSON that is gathered for a batch.
inline constexpr uint64_t kBatchBytes = 4u << 20;

// Settings of every file; a caller may add some of single columns.
::parquet::WriterProperties::Builder FileProperties(const ParquetOptions& options);

class BatchFile {
 public:
  // `sink` must outlive the file.
  static Result<std::unique_ptr<BatchFile>> Open(
      const arrow::Schema& schema, std::shared_ptr<::parquet::WriterProperties> properties,
      const ParquetOptions& options, ByteSink& sink);
  ~BatchFile();

  // Begins to write, when what came before is written.
  Status Write(std::shared_ptr<arrow::RecordBatch> batch);
  // Writes the footer. No Write() after this.
  Status Finish();

 private:
  class SinkStream;

  BatchFile(const ParquetOptions& options, std::shared_ptr<SinkStream> stream);
  Status Written();
  Status Explain(const arrow::Status& status) const;

  const uint64_t row_group_bytes_;
  const std::shared_ptr<SinkStream> stream_;
  std::unique_ptr<::parquet::arrow::FileWriter> file_;
  uint64_t group_bytes_ = 0;  // of columns in the open row group
  bool finished_ = false;
  std::future<arrow::Status> under_way_;  // of a batch; uses file_ and stream_
};

}  // namespace tamis::parquet
