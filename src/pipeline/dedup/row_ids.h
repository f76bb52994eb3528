// What rows are called where others name them.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/temp_file.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Of all rows, by number; as JSON.
//
// Memory:  8 bytes a row; the ids stand in the file.
// Threads: Of() from any number once Flush() has returned; else one.
class RowIds {
 public:
  explicit RowIds(io::TempFile file) : file_(std::move(file)) {}

  // The next row. Errors: kIo, here and below.
  Status Add(std::string_view id) {
    Status status = file_.Append(id);
    ends_.push_back(file_.size());
    return status;
  }
  Status Flush() { return file_.Flush(); }

  // REQUIRES: Flush() after the last Add().
  Result<std::string> Of(uint32_t row) const {
    const uint64_t begin = row == 0 ? 0 : ends_[row - 1];
    std::string id(ends_[row] - begin, '\0');
    if (Status status = file_.ReadAt(begin, id.data(), id.size()); !status.ok()) return status;
    return id;
  }

 private:
  io::TempFile file_;
  std::vector<uint64_t> ends_;
};

}  // namespace tamis::pipeline
