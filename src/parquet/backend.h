// What libtamis_parquet.so gives to the rest of tamis, and what it needs from it. Both sides are
// built together, so they speak C++; the version says when they were not.

#pragma once

#include <cstdint>
#include <memory>
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
};

// The function that the library exports.
inline constexpr char kBackendSymbol[] = "tamis_parquet_backend";
using BackendFunction = const Backend* (*)();

}  // namespace tamis::parquet
