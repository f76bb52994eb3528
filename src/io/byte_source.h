// Where raw bytes come from: a file, standard input, memory. The bytes are as stored, so
// possibly compressed; DecodedStream (io/decoded_stream.h) decompresses them.
//
// Files are read with read(2), never mapped: a file that another program cuts short while it is
// read, or a disk that fails, gives a Status instead of a SIGBUS.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::io {

// Threads: one source per thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads 1..size bytes into `buffer` and returns how many; 0 only at the end, and from then on.
  // Errors: kIo, with what failed and what to do; later calls repeat it.
  virtual Result<size_t> Read(char* buffer, size_t size) = 0;

  // Total bytes; 0 when not known (pipes).
  virtual uint64_t size() const { return 0; }

  // Reads up to `size` bytes that stand at `offset`, whatever was read so far, without moving
  // the position of Read(). Returns how many; 0 when the source cannot do this (pipes).
  virtual size_t PeekAt(uint64_t offset, char* buffer, size_t size) {
    (void)offset, (void)buffer, (void)size;
    return 0;
  }

  // Makes the next Read() begin at `offset`. Errors: kUnsupported (pipes), kIo.
  virtual Status SeekTo(uint64_t offset) {
    (void)offset;
    return Status(StatusCode::kUnsupported, "the input can only be read on");
  }
};

// Bytes in memory.
class MemorySource final : public ByteSource {
 public:
  // `bytes` must outlive the source.
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  explicit MemorySource(std::string&&) = delete;

  Result<size_t> Read(char* buffer, size_t size) override;
  uint64_t size() const override { return bytes_.size(); }
  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override;
  Status SeekTo(uint64_t offset) override;

 private:
  std::string_view bytes_;
  size_t position_ = 0;
};

// Opens a file for reading; "-" is standard input.
// Errors: kNotFound, kInvalidArgument (a folder), kIo (no permission, ...).
Result<std::unique_ptr<ByteSource>> OpenSource(const std::string& path);

}  // namespace tamis::io
