// The files that are deduplicated, and their rows in batches.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_files.h"
#include "parquet/row_batches.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Rows of one file, in order.
struct RowBatch {
  std::string bytes;           // the rows without their line breaks, one behind the other
  std::vector<size_t> ends;    // of the rows in `bytes`
  uint32_t first = 0;          // number of the first row, from 0, over all files
  uint32_t first_in_file = 0;  // likewise, within its file
  uint32_t file = 0;
  // The same rows in the types of their file: RowFileVisitor::tables. Else null.
  std::shared_ptr<const parquet::RowBatch> table = {};

  size_t size() const { return ends.size(); }
  std::string_view row(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(bytes).substr(begin, ends[i] - begin);
  }
};

// Files as they are named, the documents of corpora, and the JSONL and Parquet files directly in
// other folders. Each file once, in the order of `inputs`, in a folder by name.
// Errors: kNotFound, kInvalidArgument ("-", a folder without such files, nothing at all), kIo.
Result<std::vector<corpus::Shard>> FindRowFiles(const std::vector<std::string>& inputs);

// As they are stored.
uint64_t TotalBytes(const std::vector<corpus::Shard>& files);

// "FILE:LINE" as JSON: what a row without an id is called. `line`: from 1.
std::string PlaceName(const corpus::Shard& file, uint64_t line);

struct RowFileVisitor {
  std::function<Status(RowBatch& batch)> batch;  // may take its memory
  std::function<void(const std::string& sentence)> problem;
  std::function<Status(uint64_t bytes)> progress;  // as stored, over all files
  bool tables = false;                             // Parquet files come with RowBatch::table
};

// Reads all rows of the files. The batches depend on the files and on `tables` alone.
// Errors: what the visitor returned; kIo, kNotFound, kMalformed (Parquet), kTooLarge (2^32 rows).
Status ReadRowFiles(const std::vector<corpus::Shard>& files, const RowFileVisitor& visitor);

}  // namespace tamis::pipeline
