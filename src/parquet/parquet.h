// Parquet files of JSON rows, and back, by Arrow C++.
//
//   rows as JSON lines + columns  -> [ConvertToParquet] -> one Parquet file
//   Parquet file + column names   -> [ReadParquet]      -> rows as JSON
//
// Arrow is 60 MB of shared libraries that most commands never need, so whatever calls it stands
// in a library of its own, libtamis_parquet.so, opened at the first use:
// docs/decisions/040-parquet-plugin.md.
//
// Source:  docs/formats/parquet.md.
// Tested:  parquet_test.cc, tests/schemas.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/status.h"

namespace tamis::parquet {

struct ParquetOptions {
  uint64_t row_group_bytes = 128u << 20;  // of columns in memory, before encoding
  int zstd_level = 3;                     // 1..22
};

// Whether this build can read and write Parquet on this machine. kUnsupported, with what to
// install, when not. The first call loads the libraries. A run asks before it begins.
Status ParquetAvailable();

// Reads JSON lines (plain, gzip or zstd) and writes them as one Parquet file, zstd.
//
// `columns`: names and types in order, as document::RowColumns() gives them:
//     "text text, id string, languages list<struct<language string, share double>>"
// of string, text (a string whose column may exceed 2 GiB), int (64 bits), double, bool, list<T>
// and struct<...>. A name that holds more than a word stands in double quotes. A key that a row
// lacks is null. Empty lines are passed over; no row gives a file without rows.
//
// Output:  the same bytes for the same rows, columns, options and version of Arrow; on disk
//          when this returns. It replaces a file at `parquet_path`; after an error what stands
//          there is no Parquet file.
// Memory:  the compressed row group under way and some 20 MB.
// Errors:  kNotFound, kIo (either file), kMalformed (a line is no JSON object, or has a key that
//          is no column or twice, or a value of another type; the offset is the line's),
//          kUnsupported (as above), kInvalidArgument (`columns`).
// Threads: safe, for different files.
Status ConvertToParquet(const std::string& json_rows_path, std::string_view columns,
                        const std::string& parquet_path, const ParquetOptions& options = {});

// Called for rows in order: JSON objects, a LF behind each. Its error ends the reading.
using RowSink = std::function<Status(std::string_view rows)>;

// Gives the rows of a Parquet file as JSON lines, some hundred at a time.
//
// `columns`: top-level names; the rows have them in the order of the file. Empty: all. Names
//            that the file lacks are passed over.
// Numbers:   integers as they are, doubles with the fewest digits that give the same double;
//            dates and times as ISO 8601; bytes as a string.
// Memory:    a page of each column and the rows of one call.
// Errors:    kNotFound, kIo, kMalformed (no Parquet file, or damaged), kUnsupported (no Arrow; a
//            column of a type that JSON has no place for).
Status ReadParquet(const std::string& parquet_path, const std::vector<std::string>& columns,
                   const RowSink& sink);

}  // namespace tamis::parquet
