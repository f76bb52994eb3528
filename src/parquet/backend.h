// What libtamis_parquet.so gives to the rest of tamis, and what it needs from it. Both sides are
// built together, so they speak C++; the version says when they were not.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parquet/parquet.h"
#include "tamis/status.h"

namespace tamis::parquet {

enum class ColumnType : uint8_t { kString, kText, kInt, kDouble, kBool, kList, kStruct };

struct Column {
  std::string name;  // of a list's only child: "element"
  ColumnType type = ColumnType::kString;
  std::vector<Column> children = {};  // of a list: one; of a struct: its fields
};

// Appends the inside of a JSON string.
using EscapeFunction = void (*)(std::string_view value, std::string& out);

// Where the bytes of a file go.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Status Append(std::string_view bytes) = 0;
};

// Takes the rows of one file.
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  // Errors: kMalformed, see ConvertToParquet().
  virtual Status Append(std::string_view row) = 0;
  // Writes what is left, and the footer. No Append() after this.
  virtual Status Finish() = 0;
};

// Some rows of a Parquet file, in the types that they have there.
class RowBatch {
 public:
  virtual ~RowBatch() = default;
  virtual size_t size() const = 0;
  // Each row as a JSON object with a LF behind.
  virtual void AppendJson(EscapeFunction escape, std::string& out) const = 0;
  // Whether both have the same columns, of the same types.
  virtual bool SameColumns(const RowBatch& other) const = 0;
};

// Gives the rows of a Parquet file, in order.
class BatchReader {
 public:
  virtual ~BatchReader() = default;
  // Null at the end.
  virtual Result<std::unique_ptr<RowBatch>> Next() = 0;
};

// Takes rows of Parquet files for one file, with some columns changed.
class BatchWriter {
 public:
  virtual ~BatchWriter() = default;
  // `rows`: those of the batch that are taken, by number, in order. `changes`: for each of them a
  // JSON object with a LF behind, its values of the columns that change.
  virtual Status Append(const RowBatch& batch, std::span<const uint32_t> rows,
                        std::string_view changes) = 0;
  // Writes what is left, and the footer. No Append() after this.
  virtual Status Finish() = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::string_view tamis_version() const = 0;
  // `sink` must outlive the writer.
  virtual Result<std::unique_ptr<RowWriter>> NewWriter(const std::vector<Column>& columns,
                                                       const ParquetOptions& options,
                                                       ByteSink& sink) const = 0;
  // See ReadParquet().
  virtual Status Read(const std::string& path, const std::vector<std::string>& columns,
                      EscapeFunction escape, const RowSink& sink) const = 0;
  // See ReadRowBatches() and CopyRowBatches() of row_batches.h. `like` has the columns of the file
  // before they change; `sink` must outlive the writer.
  virtual Result<std::unique_ptr<BatchReader>> ReadBatches(const std::string& path) const = 0;
  virtual Result<std::unique_ptr<BatchWriter>> NewBatchWriter(const RowBatch& like,
                                                              const std::vector<Column>& changed,
                                                              const ParquetOptions& options,
                                                              ByteSink& sink) const = 0;
};

// The function that the library exports.
inline constexpr char kBackendSymbol[] = "tamis_parquet_backend";
using BackendFunction = const Backend* (*)();

}  // namespace tamis::parquet
