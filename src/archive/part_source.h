// A part of a file as a source of its own, so that reading can begin at a record in its middle.
//
//   [dictionary frame] | bytes [begin, end) of the file
//
// The frames of a .warc.zst may need the dictionary that its first frame holds; it is put in front.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "io/byte_source.h"

namespace tamis::archive {

class PartSource final : public io::ByteSource {
 public:
  // `length` 0: to the end. Errors: kInvalidArgument (a pipe, or `begin` is not inside the file).
  static Result<std::unique_ptr<PartSource>> Make(std::unique_ptr<io::ByteSource> file,
                                                  uint64_t begin, uint64_t length);

  Result<size_t> Read(char* buffer, size_t size) override;
  uint64_t size() const override { return head_.size() + (end_ - begin_); }
  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override;

  // The place in the file of what stands at `offset` here. REQUIRES: it is not the dictionary
  uint64_t InFile(uint64_t offset) const { return begin_ + offset - head_.size(); }

 private:
  PartSource(std::unique_ptr<io::ByteSource> file, std::string head, uint64_t begin, uint64_t end)
      : file_(std::move(file)), head_(std::move(head)), begin_(begin), end_(end) {}

  std::unique_ptr<io::ByteSource> file_;
  std::string head_;
  uint64_t begin_;
  uint64_t end_;
  uint64_t position_ = 0;
};

}  // namespace tamis::archive
