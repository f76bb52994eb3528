#include "parquet/row_batches.h"

#include <utility>

#include "io/byte_source.h"
#include "io/file.h"
#include "json/writer.h"
#include "parquet/columns.h"
#include "parquet/load_backend.h"

namespace tamis::parquet {

class RowBatchFile::Sink final : public ByteSink {
 public:
  explicit Sink(io::AtomicFile file) : file_(std::move(file)) {}
  Status Append(std::string_view bytes) override { return file_.Append(bytes); }
  Status Commit() { return file_.Commit(); }

 private:
  io::AtomicFile file_;
};

Result<std::unique_ptr<BatchReader>> ReadRowBatches(const std::string& path) {
  const Result<const Backend*>& backend = LoadBackend();
  if (!backend.ok()) return backend.status();
  // The system's error is ours to tell; Arrow has words of its own.
  if (Result<std::unique_ptr<io::ByteSource>> file = io::OpenSource(path); !file.ok()) {
    return file.status();
  }
  return (*backend)->ReadBatches(path);
}

void AppendJson(const RowBatch& rows, std::string& out) {
  rows.AppendJson(&json::AppendEscaped, out);
}

Result<RowBatchFile> RowBatchFile::Create(const std::string& path, const RowBatch& like,
                                          std::string_view changed) {
  const Result<const Backend*>& backend = LoadBackend();
  if (!backend.ok()) return backend.status();
  const Result<std::vector<Column>> columns = ParseColumns(changed);
  if (!columns.ok()) return columns.status();
  Result<io::AtomicFile> file = io::AtomicFile::Create(path);
  if (!file.ok()) return file.status();
  auto sink = std::make_unique<Sink>(std::move(*file));
  Result<std::unique_ptr<BatchWriter>> writer =
      (*backend)->NewBatchWriter(like, *columns, {}, *sink);
  if (!writer.ok()) return writer.status();
  return RowBatchFile(std::move(sink), std::move(*writer));
}

RowBatchFile::RowBatchFile(std::unique_ptr<Sink> sink, std::unique_ptr<BatchWriter> writer)
    : sink_(std::move(sink)), writer_(std::move(writer)) {}
RowBatchFile::RowBatchFile(RowBatchFile&&) noexcept = default;
RowBatchFile& RowBatchFile::operator=(RowBatchFile&&) noexcept = default;
RowBatchFile::~RowBatchFile() = default;

Status RowBatchFile::Append(const RowBatch& batch, std::span<const uint32_t> rows,
                            std::string_view changes) {
  return writer_->Append(batch, rows, changes);
}

Status RowBatchFile::Commit() {
  if (Status status = writer_->Finish(); !status.ok()) return status;
  return sink_->Commit();
}

}  // namespace tamis::parquet
