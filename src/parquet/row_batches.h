// Rows of Parquet files to other Parquet files: their types, their bytes and the columns that
// nobody asked for stay as they are; some columns change or are added.
//
//   file -> [ReadRowBatches] -> RowBatch -> JSON, for whoever decides about a row
//                                        -> [RowBatchFile] + changes as JSON -> file
//
// Errors:  besides those that are named, kUnsupported: see ParquetAvailable().
// Tested:  row_batches_test.cc, tests/dedup/test_parquet.py.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// The rows of a file, some hundred at a time. Errors: kNotFound, kIo, kMalformed.
Result<std::unique_ptr<BatchReader>> ReadRowBatches(const std::string& path);

// Appends the rows as ReadParquet() gives them.
void AppendJson(const RowBatch& rows, std::string& out);

// A file that appears when it is complete.
class RowBatchFile {
 public:
  // `like`: rows of the kind that will be appended. `changed`: in the notation of
  // ConvertToParquet(); one that the rows have is replaced in its place, and stays the kind of
  // string that it is; others are added at the end.
  // Errors: kIo, kInvalidArgument (`changed`).
  static Result<RowBatchFile> Create(const std::string& path, const RowBatch& like,
                                     std::string_view changed);
  RowBatchFile(RowBatchFile&&) noexcept;
  RowBatchFile& operator=(RowBatchFile&&) noexcept;
  // Without Commit() nothing is left.
  ~RowBatchFile();

  // Takes the rows of `batch` with these numbers, in order. `changes`: for each a JSON object with
  // a LF behind; a changed column that it lacks is null. REQUIRES: batch.SameColumns(like)
  // Errors: kIo; kMalformed: the changes are not as promised.
  Status Append(const RowBatch& batch, std::span<const uint32_t> rows, std::string_view changes);
  // Nothing after this.
  Status Commit();

 private:
  class Sink;
  RowBatchFile(std::unique_ptr<Sink> sink, std::unique_ptr<BatchWriter> writer);

  std::unique_ptr<Sink> sink_;  // outlives the writer
  std::unique_ptr<BatchWriter> writer_;
};

}  // namespace tamis::parquet
