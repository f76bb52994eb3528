// Whole small files, and files that appear complete or not at all.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "tamis/status.h"

namespace tamis::io {

// A Status for a failed system call: "cannot write out/0.jsonl.gz: No space left on device; free
// space and run again". `verb` is what was tried ("open", "write"). kNotFound for ENOENT, else kIo.
Status ErrnoStatus(std::string_view verb, const std::string& path, int error);

// The bytes of a file as stored. kTooLarge when there are more than `max_bytes`.
Result<std::string> ReadSmallFile(const std::string& path, uint64_t max_bytes);

// A file that grows, durable up to the last Sync(): what stands behind that after kill -9 or a
// power cut is cut off when it is opened again.
//
// Errors:   kIo or kNotFound, with errno's text and what to do. After one, discard the object.
// Lifetime: the destructor closes the file and leaves it.
// Threads:  one writer at a time.
class GrowingFile {
 public:
  // Opens PATH, made when missing, and cuts it to its first `keep` bytes.
  // Errors: also kTruncated when it holds less.
  static Result<GrowingFile> Open(const std::string& path, uint64_t keep);
  ~GrowingFile();
  GrowingFile(GrowingFile&& other) noexcept;
  GrowingFile& operator=(GrowingFile&& other) noexcept;

  Status Append(std::string_view bytes);
  // Bytes in the file.
  uint64_t size() const { return size_; }
  Status Sync();
  // Sync(), then the file gets the name `path`, in the same folder, replacing a file there. No
  // Append() after this.
  Status CommitAs(const std::string& path);

 private:
  GrowingFile(std::string path, int fd, uint64_t size)
      : path_(std::move(path)), fd_(fd), size_(size) {}
  Status Close();

  std::string path_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

// A file that is written aside and put in place when complete: readers see the old file or the
// whole new one, also after kill -9 or a power cut at any moment.
//
//   PATH.tmp  --write, fsync-->  --rename-->  PATH  --fsync of the folder-->
//
// Errors:   as of GrowingFile.
// Lifetime: without Commit() the destructor removes PATH.tmp.
// Threads:  one writer at a time.
class AtomicFile {
 public:
  // Makes PATH.tmp, replacing one that an interrupted run left.
  static Result<AtomicFile> Create(const std::string& path);
  ~AtomicFile();
  AtomicFile(AtomicFile&& other) noexcept = default;
  AtomicFile& operator=(AtomicFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(file_, other.file_);
    return *this;
  }

  Status Append(std::string_view bytes);
  // Bytes appended so far.
  uint64_t size() const { return file_ ? file_->size() : 0; }
  // Makes the file durable under its name. No Append() after this.
  Status Commit();

 private:
  AtomicFile(std::string path, GrowingFile file)
      : path_(std::move(path)), file_(std::make_unique<GrowingFile>(std::move(file))) {}

  std::string path_;
  std::unique_ptr<GrowingFile> file_;  // null when put in place
};

// Makes what was made, renamed or removed in a folder durable.
Status SyncFolder(const std::string& folder);

}  // namespace tamis::io
