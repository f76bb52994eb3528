#include "io/raw_window.h"

#include <algorithm>
#include <cstring>

namespace tamis::io {
namespace {

constexpr size_t kMinCapacity = 1u << 20;
// Read at once: what was read is still in the second-level cache when it is decompressed.
constexpr size_t kReadBytes = 256u << 10;

}  // namespace

// Room for `size` bytes from the cursor on, and for a large read behind what is there.
void RawWindow::MakeRoom(size_t size) {
  const size_t kept = this->kept();
  const size_t live = kept + (end_ - cursor_);
  const size_t wanted = std::max(kMinCapacity, kept + 2 * size);
  const size_t from = cursor_ - kept;
  if (capacity_ < kept + size) {
    std::unique_ptr<char[]> grown(new char[wanted]);
    if (live != 0) std::memcpy(grown.get(), data_.get() + from, live);
    data_ = std::move(grown);
    capacity_ = wanted;
  } else if (from != 0) {
    std::memmove(data_.get(), data_.get() + from, live);
  }
  oldest_ = 0;
  cursor_ = kept;
  end_ = live;
}

Status RawWindow::Fill(size_t size) {
  if (end_ - cursor_ >= size || at_end_) return {};
  if (capacity_ - cursor_ < size || end_ == capacity_) MakeRoom(size);
  while (end_ - cursor_ < size) {
    const size_t missing = size - (end_ - cursor_);
    const size_t room = std::min(capacity_ - end_, std::max(missing, kReadBytes));
    const Result<size_t> got = source_.Read(data_.get() + end_, room);
    if (!got.ok()) return got.status();
    if (*got == 0) {
      at_end_ = true;
      break;
    }
    end_ += *got;
  }
  return {};
}

void RawWindow::Rewind(uint64_t offset) {
  const size_t back = static_cast<size_t>(std::min<uint64_t>(offset_ - offset, kept()));
  cursor_ -= back;
  offset_ -= back;
}

void RawWindow::Unread(std::string_view bytes) {
  const std::string_view rest = view();
  const size_t capacity = std::max(kMinCapacity, bytes.size() + rest.size());
  std::unique_ptr<char[]> joined(new char[capacity]);
  if (!bytes.empty()) std::memcpy(joined.get(), bytes.data(), bytes.size());
  if (!rest.empty()) std::memcpy(joined.get() + bytes.size(), rest.data(), rest.size());
  end_ = bytes.size() + rest.size();
  data_ = std::move(joined);
  capacity_ = capacity;
  oldest_ = cursor_ = 0;
  offset_ -= bytes.size();
}

Result<size_t> RawWindow::ReadThrough(char* buffer, size_t size) {
  // What is kept would no longer stand right before the cursor.
  oldest_ = cursor_ = end_ = 0;
  if (at_end_) return size_t{0};
  Result<size_t> got = source_.Read(buffer, size);
  if (!got.ok()) return got;
  if (*got == 0) at_end_ = true;
  offset_ += *got;
  return got;
}

}  // namespace tamis::io
