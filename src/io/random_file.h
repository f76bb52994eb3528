// A file that is read at any place.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tamis/status.h"

namespace tamis::io {

// Threads: any number may read at a time.
class RandomFile {
 public:
  // Errors: kNotFound, kIo.
  static Result<RandomFile> Open(const std::string& path);
  ~RandomFile();
  RandomFile(RandomFile&& other) noexcept;
  RandomFile& operator=(RandomFile&& other) noexcept;

  // Fills `buffer` with the `size` bytes at `offset`.
  // Errors: kTruncated when the file ends before, kIo.
  Status Read(uint64_t offset, char* buffer, size_t size) const;
  // Of the file when it was opened.
  uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }

 private:
  RandomFile(std::string path, int fd, uint64_t size);

  std::string path_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

}  // namespace tamis::io
