// Bytes that enter at the end and leave at the front, contiguous in memory.
//
//   data_      begin_        end_        capacity_
//   |  consumed  |  view()    |  tail room  |
//
// Memory is not cleared before use. A buffer that runs empty begins at the front again, so that
// the same cache lines serve one unit after the other.

#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace tamis::io {

class WindowBuffer {
 public:
  std::string_view view() const { return {data_.get() + begin_, end_ - begin_}; }
  size_t size() const { return end_ - begin_; }
  char* tail() { return data_.get() + end_; }
  size_t tail_room() const { return capacity_ - end_; }

  // The bytes stay where they are until the next Reserve() or Produced().
  void Consume(size_t size) {
    assert(size <= this->size());
    begin_ += size;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  // REQUIRES: size <= tail_room(), and so many bytes were written at tail().
  void Produced(size_t size) {
    assert(size <= tail_room());
    end_ += size;
  }

  // Takes the last `size` bytes back out. REQUIRES: size <= this->size()
  void Unproduce(size_t size) {
    assert(size <= this->size());
    end_ -= size;
  }

  void Clear() { begin_ = end_ = 0; }

  // Makes tail_room() at least `room`; moves the bytes when that costs less than a fixed share of
  // what was consumed since the last move, else grows.
  void Reserve(size_t room) {
    if (capacity_ - end_ >= room) return;
    const size_t live = size();
    if (capacity_ - live >= room && begin_ >= live / 4) {
      std::memmove(data_.get(), data_.get() + begin_, live);
    } else {
      const size_t capacity = std::max(live + room, capacity_ + capacity_ / 2);
      std::unique_ptr<char[]> grown(new char[capacity]);
      if (live != 0) std::memcpy(grown.get(), data_.get() + begin_, live);
      data_ = std::move(grown);
      capacity_ = capacity;
    }
    begin_ = 0;
    end_ = live;
  }

 private:
  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
};

}  // namespace tamis::io
