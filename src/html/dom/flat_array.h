// A growing array of plain structs with a 32-bit size: what std::vector is, less what the parser
// pays for on every node (sizes as differences of pointers, room that is cleared before it is
// written).

#pragma once

#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace tamis::html {

// REQUIRES: below 2^32 elements; callers bound what they add.
template <typename T>
class FlatArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  FlatArray() = default;
  FlatArray(FlatArray&& other) noexcept { *this = std::move(other); }
  FlatArray& operator=(FlatArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~FlatArray() { std::free(data_); }

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](uint32_t i) {
    assert(i < size_);
    return data_[i];
  }
  const T& operator[](uint32_t i) const {
    assert(i < size_);
    return data_[i];
  }
  const T& back() const { return (*this)[size_ - 1]; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

  // Room for `n` more elements at the end, not initialised.
  T* Extend(uint32_t n) {
    if (n > capacity_ - size_) [[unlikely]]
      Grow(n);
    T* const room = data_ + size_;
    size_ += n;
    return room;
  }
  void Push(const T& value) { *Extend(1) = value; }
  void Pop() {
    assert(size_ != 0);
    --size_;
  }
  void Insert(uint32_t i, const T& value) {
    assert(i <= size_);
    Extend(1);
    std::memmove(data_ + i + 1, data_ + i, (size_ - 1 - i) * sizeof(T));
    data_[i] = value;
  }
  void Erase(uint32_t i) {
    assert(i < size_);
    std::memmove(data_ + i, data_ + i + 1, (size_ - 1 - i) * sizeof(T));
    --size_;
  }
  // Keeps the memory of up to `keep` elements for the next use.
  void Clear(uint32_t keep = UINT32_MAX) {
    size_ = 0;
    if (capacity_ <= keep) return;
    std::free(std::exchange(data_, nullptr));
    capacity_ = 0;
  }

 private:
  [[gnu::noinline, gnu::cold]] void Grow(uint32_t n) {
    const uint64_t wanted = uint64_t{size_} + n;
    uint64_t capacity = uint64_t{capacity_} * 2;
    if (capacity < wanted) capacity = wanted;
    if (capacity < 64) capacity = 64;
    if (capacity > UINT32_MAX) capacity = UINT32_MAX;
    void* const data = std::realloc(static_cast<void*>(data_), capacity * sizeof(T));
    if (data == nullptr || capacity < wanted) throw std::bad_alloc();
    data_ = static_cast<T*>(data);
    capacity_ = static_cast<uint32_t>(capacity);
  }

  T* data_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace tamis::html
