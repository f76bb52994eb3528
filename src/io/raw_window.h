// The compressed bytes at hand: a window on a ByteSource that remembers file offsets and keeps
// some bytes behind the cursor, so that a damaged unit can be searched again from its start.
//
//   oldest kept        cursor            end
//   |  already decoded  |  view()         |   next read

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "io/byte_source.h"
#include "tamis/status.h"

namespace tamis::io {

// Bytes kept behind the cursor. A deflate stream that runs on into garbage is found out within
// one stored block (64 KB) or a few code tables, a zstd frame within a block (128 KB).
inline constexpr size_t kKeptBytes = 256u << 10;

class RawWindow {
 public:
  // `offset`: of the byte that the source gives next.
  explicit RawWindow(ByteSource& source, uint64_t offset = 0) : source_(source), offset_(offset) {}

  std::string_view view() const { return {data_.get() + cursor_, end_ - cursor_}; }
  // File offset of the first byte of view().
  uint64_t offset() const { return offset_; }
  // Nothing follows view().
  bool at_end() const { return at_end_; }

  // Makes view() at least `size` bytes, or all there is. Errors: kIo.
  Status Fill(size_t size);

  void Consume(size_t size) {
    cursor_ += size;
    offset_ += size;
  }

  // Nobody will ask for what stands before the cursor.
  void Forget() { oldest_ = cursor_; }

  // Moves the cursor back to `offset`, by at most kKeptBytes, not beyond what was forgotten.
  // REQUIRES: offset <= this->offset()
  void Rewind(uint64_t offset);

  // Puts `bytes`, which stood before view() in the file, in front of it again.
  void Unread(std::string_view bytes);

  // Reads past the window, straight into `buffer`. REQUIRES: view() is empty
  Result<size_t> ReadThrough(char* buffer, size_t size);

  ByteSource& source() { return source_; }

 private:
  size_t kept() const { return std::min(cursor_ - oldest_, kKeptBytes); }
  void MakeRoom(size_t size);

  ByteSource& source_;
  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t oldest_ = 0;
  size_t cursor_ = 0;
  size_t end_ = 0;
  uint64_t offset_;
  bool at_end_ = false;
};

}  // namespace tamis::io
