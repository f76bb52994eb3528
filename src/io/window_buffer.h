// Bytes that enter at the end and leave at the front, contiguous in memory.
//
//   data_      begin_        end_        capacity_
//   |  consumed  |  view()    |  tail room  |
//
// Memory is not cleared before use. A buffer that runs empty begins at the front again, so that
// the same cache lines serve one unit after the other.
//
// Who needs some of the bytes for longer keeps them: they stay where they are, consumed or not, and
// what follows is written behind them, or into another piece of memory when there is no room.

#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace tamis::io {

class WindowBuffer {
 public:
  std::string_view view() const { return {data_.get() + begin_, end_ - begin_}; }
  size_t size() const { return end_ - begin_; }
  char* tail() { return data_.get() + end_; }
  size_t tail_room() const { return capacity_ - end_; }

  // The bytes stay where they are until the next Reserve() or Produced(), or longer: Keep().
  void Consume(size_t size) {
    assert(size <= this->size());
    begin_ += size;
    if (begin_ == end_) Clear();
  }

  // REQUIRES: size <= tail_room(), and so many bytes were written at tail().
  void Produced(size_t size) {
    assert(size <= tail_room());
    end_ += size;
    written_ = std::max(written_, end_);
  }

  // Takes the last `size` bytes back out. REQUIRES: size <= this->size()
  void Unproduce(size_t size) {
    assert(size <= this->size());
    end_ -= size;
  }

  void Clear() { begin_ = end_ = kept_; }

  // The first `size` bytes, and what was consumed before them since the last that were kept, stay
  // where they are until Reset(). REQUIRES: size <= this->size()
  void Keep(size_t size) {
    assert(size <= this->size());
    kept_ = begin_ + size;
  }

  // Drops all bytes, the kept ones, too, and what memory is too much: all but one piece of which at
  // most `max_written` bytes were ever used.
  void Reset(size_t max_written) {
    full_.clear();
    begin_ = end_ = kept_ = 0;
    if (written_ > max_written) *this = WindowBuffer();
  }

  // Makes tail_room() at least `room`; moves the bytes when that costs less than a fixed share of
  // what was consumed since the last move, else grows.
  void Reserve(size_t room) {
    if (capacity_ - end_ >= room) return;
    const size_t live = size();
    if (kept_ <= begin_ && capacity_ - kept_ - live >= room && begin_ - kept_ >= live / 4) {
      if (live != 0) std::memmove(data_.get() + kept_, data_.get() + begin_, live);
    } else {
      Grow(std::max(live + room, capacity_ + capacity_ / 2));
    }
    begin_ = kept_;
    end_ = kept_ + live;
  }

 private:
  // Moves on to another piece of memory. The one that holds kept bytes waits for Reset().
  void Grow(size_t capacity) {
    std::unique_ptr<char[]> grown(new char[capacity]);
    if (size() != 0) std::memcpy(grown.get(), data_.get() + begin_, size());
    if (kept_ != 0) full_.push_back(std::move(data_));
    data_ = std::move(grown);
    capacity_ = capacity;
    kept_ = 0;
    written_ = size();
  }

  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  size_t kept_ = 0;     // bytes of data_ that stay
  size_t written_ = 0;  // of data_, ever
  std::vector<std::unique_ptr<char[]>> full_;
};

}  // namespace tamis::io
