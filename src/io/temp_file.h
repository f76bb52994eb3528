// Bytes that do not fit into memory, kept in a file without a name: it is gone when the process
// ends, however it ends.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::io {

// Threads: ReadAt() from any number at a time once Flush() has returned; else one.
class TempFile {
 public:
  // `folder` says which disk. Appends are collected to `buffer_bytes` first.
  // Errors: kIo, kNotFound.
  static Result<TempFile> Create(const std::string& folder, size_t buffer_bytes = 256u << 10);
  ~TempFile();
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&& other) noexcept;

  Status Append(std::string_view bytes);
  Status Flush();
  // Appended so far.
  uint64_t size() const { return written_ + buffer_.size(); }
  // Fills `out` with the `size` bytes at `offset`. REQUIRES: Flush() after the last Append().
  // Errors: kTruncated when there are fewer, kIo.
  Status ReadAt(uint64_t offset, char* out, size_t size) const;
  // All of it as memory, of which the system holds what was read lately. Nothing may be appended
  // afterwards. REQUIRES and errors: as above; called once. A disk that fails later ends the
  // process by a signal.
  // Lifetime: that of this object.
  Result<std::string_view> Map();

 private:
  TempFile(std::string folder, int fd, size_t buffer_bytes)
      : folder_(std::move(folder)), fd_(fd), buffer_bytes_(buffer_bytes) {}

  Status Write(std::string_view bytes);

  std::string folder_;
  int fd_ = -1;
  size_t buffer_bytes_ = 0;
  uint64_t written_ = 0;
  void* mapped_ = nullptr;
  std::string buffer_;
};

}  // namespace tamis::io
