// The one symbol of libtamis_parquet.so. Parquet's C++ throws here and there; nothing of that
// leaves the library.

#include "parquet/backend.h"

#include <exception>

#include "parquet/plugin/batch_writer.h"
#include "parquet/plugin/file_reader.h"
#include "parquet/plugin/file_writer.h"
#include "tamis/version.h"

namespace tamis::parquet {
namespace {

Status Thrown(const std::exception& error) {
  return Status(StatusCode::kInternal, std::string("Arrow has thrown: ") + error.what());
}

class GuardedWriter final : public RowWriter {
 public:
  explicit GuardedWriter(std::unique_ptr<RowWriter> writer) : writer_(std::move(writer)) {}
  Status Append(std::string_view row) override try {
    return writer_->Append(row);
  } catch (const std::exception& error) {
    return Thrown(error);
  }
  Status Finish() override try { return writer_->Finish(); } catch (const std::exception& error) {
    return Thrown(error);
  }

 private:
  std::unique_ptr<RowWriter> writer_;
};

class GuardedReader final : public BatchReader {
 public:
  explicit GuardedReader(std::unique_ptr<BatchReader> reader) : reader_(std::move(reader)) {}
  Result<std::unique_ptr<RowBatch>> Next() override try {
    return reader_->Next();
  } catch (const std::exception& error) {
    return Thrown(error);
  }

 private:
  std::unique_ptr<BatchReader> reader_;
};

class GuardedBatchWriter final : public BatchWriter {
 public:
  explicit GuardedBatchWriter(std::unique_ptr<BatchWriter> writer) : writer_(std::move(writer)) {}
  Status Append(const RowBatch& batch, std::span<const uint32_t> rows,
                std::string_view changes) override try {
    return writer_->Append(batch, rows, changes);
  } catch (const std::exception& error) {
    return Thrown(error);
  }
  Status Finish() override try { return writer_->Finish(); } catch (const std::exception& error) {
    return Thrown(error);
  }

 private:
  std::unique_ptr<BatchWriter> writer_;
};

class ArrowBackend final : public Backend {
 public:
  std::string_view tamis_version() const override { return kVersion; }
  Result<std::unique_ptr<RowWriter>> NewWriter(const std::vector<Column>& columns,
                                               const ParquetOptions& options,
                                               ByteSink& sink) const override try {
    Result<std::unique_ptr<RowWriter>> writer = NewFileWriter(columns, options, sink);
    if (!writer.ok()) return writer.status();
    return std::unique_ptr<RowWriter>(new GuardedWriter(std::move(*writer)));
  } catch (const std::exception& error) {
    return Thrown(error);
  }
  Status Read(const std::string& path, const std::vector<std::string>& columns,
              EscapeFunction escape, const RowSink& sink) const override try {
    return ReadFile(path, columns, escape, sink);
  } catch (const std::exception& error) {
    return Thrown(error);
  }
  Result<std::unique_ptr<BatchReader>> ReadBatches(const std::string& path) const override try {
    Result<std::unique_ptr<BatchReader>> reader = ReadFileBatches(path);
    if (!reader.ok()) return reader.status();
    return std::unique_ptr<BatchReader>(new GuardedReader(std::move(*reader)));
  } catch (const std::exception& error) {
    return Thrown(error);
  }
  Result<std::unique_ptr<BatchWriter>> NewBatchWriter(const RowBatch& like,
                                                      const std::vector<Column>& changed,
                                                      const ParquetOptions& options,
                                                      ByteSink& sink) const override try {
    Result<std::unique_ptr<BatchWriter>> writer = NewArrowBatchWriter(like, changed, options, sink);
    if (!writer.ok()) return writer.status();
    return std::unique_ptr<BatchWriter>(new GuardedBatchWriter(std::move(*writer)));
  } catch (const std::exception& error) {
    return Thrown(error);
  }
};

}  // namespace
}  // namespace tamis::parquet

extern "C" __attribute__((visibility("default"))) const tamis::parquet::Backend*
tamis_parquet_backend() {
  static const tamis::parquet::ArrowBackend kBackend;
  return &kBackend;
}
