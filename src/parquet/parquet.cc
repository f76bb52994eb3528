#include "parquet/parquet.h"

#include <memory>
#include <utility>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/file.h"
#include "io/line_reader.h"
#include "json/writer.h"
#include "parquet/columns.h"
#include "parquet/load_backend.h"

namespace tamis::parquet {
namespace {

class FileSink final : public ByteSink {
 public:
  explicit FileSink(io::GrowingFile file) : file_(std::move(file)) {}
  Status Append(std::string_view bytes) override { return file_.Append(bytes); }
  Status Sync() { return file_.Sync(); }

 private:
  io::GrowingFile file_;
};

// "rows.jsonl, byte 120: ..."
Status InRow(const std::string& path, uint64_t offset, const Status& status) {
  if (status.code() != StatusCode::kMalformed) return status;
  return Status(status.code(), offset,
                path + ", the row at byte " + std::to_string(offset) + ": " + status.message());
}

Status CopyRows(const std::string& path, io::DecodedStream& rows, RowWriter& writer) {
  io::LineReader lines(rows, {.max_line_bytes = uint64_t{1} << 31, .max_ratio = 0});
  for (;;) {
    const Result<io::Line> line = lines.Next();
    if (!line.ok()) {
      if (line.status().code() == StatusCode::kEndOfStream) return {};
      return Status(line.status().code(), line.status().offset(),
                    path + ": " + line.status().message());
    }
    if (line->text.empty()) continue;
    if (Status status = writer.Append(line->text); !status.ok()) {
      return InRow(path, line->offset, status);
    }
  }
}

}  // namespace

Status ParquetAvailable() {
  const Result<const Backend*>& backend = LoadBackend();
  return backend.ok() ? Status() : backend.status();
}

Status ConvertToParquet(const std::string& json_rows_path, std::string_view columns,
                        const std::string& parquet_path, const ParquetOptions& options) {
  const Result<const Backend*>& backend = LoadBackend();
  if (!backend.ok()) return backend.status();
  const Result<std::vector<Column>> parsed = ParseColumns(columns);
  if (!parsed.ok()) return parsed.status();
  const Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(json_rows_path);
  if (!source.ok()) return source.status();
  io::DecodedStream rows(**source);
  Result<io::GrowingFile> file = io::GrowingFile::Open(parquet_path, 0);
  if (!file.ok()) return file.status();
  FileSink sink(std::move(*file));
  Result<std::unique_ptr<RowWriter>> writer = (*backend)->NewWriter(*parsed, options, sink);
  if (!writer.ok()) return writer.status();
  if (Status status = CopyRows(json_rows_path, rows, **writer); !status.ok()) return status;
  if (Status status = (*writer)->Finish(); !status.ok()) return status;
  return sink.Sync();
}

Status ReadParquet(const std::string& parquet_path, const std::vector<std::string>& columns,
                   const RowSink& sink) {
  const Result<const Backend*>& backend = LoadBackend();
  if (!backend.ok()) return backend.status();
  // The system's error is ours to tell; Arrow has words of its own.
  if (Result<std::unique_ptr<io::ByteSource>> file = io::OpenSource(parquet_path); !file.ok()) {
    return file.status();
  }
  return (*backend)->Read(parquet_path, columns, &json::AppendEscaped, sink);
}

}  // namespace tamis::parquet
