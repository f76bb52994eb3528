// The columns that JSON rows ask for, found by looking at the rows.
//
// Rules:  a column has one type in all rows: string, bool, list or struct of these, int where all
//         numbers are integers of 64 bits, else double. null goes with everything. What no row says
//         (null everywhere, only empty lists) is a string, unless a known column of the name says
//         more.
// Limits: kMaxColumns in all, and the nesting of ParseColumns(). Rows that use keys for data run
//         into the first.
//
// Tested:  inferred_columns_test.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.h"
#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

class ColumnFinder {
 public:
  static constexpr size_t kMaxColumns = 2000;

  // `row`: a whole object as json::TreeReader gives it.
  void Add(std::span<const json::Node> row);
  // As if the rows of `other` had been added.
  void Merge(const ColumnFinder& other);

  // In the notation of ConvertToParquet(), in the order in which the rows first have them. A column
  // whose values fit the known one of its name gets that one's type; the first that fits counts.
  // Errors: kInvalidArgument: which column has two types, or no name that can be written.
  Result<std::string> Columns(std::span<const Column> known) const;

 private:
  enum Seen : uint8_t { kBool = 1, kInt = 2, kReal = 4, kString = 8, kList = 16, kStruct = 32 };
  // These call one another as deep as the rows nest, which the tree's reader limits.
  struct Field {
    std::string name;
    uint8_t seen = 0;  // of Seen
    std::vector<Field> children = {};
  };

  void AddValue(std::span<const json::Node> nodes, size_t at, Field& field);
  void MergeField(const Field& from, Field& into);
  Field* ChildOf(Field& field, std::string_view name, size_t expected);
  static bool Fits(const Field& field, const Column& column);
  static Status AppendType(const Field& field, const std::string& path, std::string& out);
  static Status AppendName(const std::string& name, std::string& out);

  Field root_;
  size_t count_ = 0;
  bool too_many_ = false;
};

// ParseColumns() backwards. REQUIRES: no name holds a '"'.
void AppendColumns(std::span<const Column> columns, std::string& out);

}  // namespace tamis::parquet
