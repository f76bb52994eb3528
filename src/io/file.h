// Whole small files, and files that appear complete or not at all.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::io {

// A Status for a failed system call: "cannot write out/0.jsonl.gz: No space left on device; free
// space and run again". `verb` is what was tried ("open", "write"). kNotFound for ENOENT, else kIo.
Status ErrnoStatus(std::string_view verb, const std::string& path, int error);

// The bytes of a file as stored. kTooLarge when there are more than `max_bytes`.
Result<std::string> ReadSmallFile(const std::string& path, uint64_t max_bytes);

// A file that is written aside and put in place when complete: readers see the old file or the
// whole new one, also after kill -9 or a power cut at any moment.
//
//   PATH.tmp  --write, fsync-->  --rename-->  PATH  --fsync of the folder-->
//
// Errors:   kIo or kNotFound, with errno's text and what to do. After one, discard the file.
// Lifetime: without Commit() the destructor removes PATH.tmp.
// Threads:  one writer at a time.
class AtomicFile {
 public:
  // Makes PATH.tmp, replacing one that an interrupted run left.
  static Result<AtomicFile> Create(const std::string& path);
  ~AtomicFile();
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;

  Status Append(std::string_view bytes);
  // Bytes appended so far.
  uint64_t size() const { return size_; }
  // Makes the file durable under its name. No Append() after this.
  Status Commit();

 private:
  AtomicFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  void Discard();

  std::string path_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

}  // namespace tamis::io
