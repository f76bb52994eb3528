// A list whose elements keep their memory from page to page.

#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace tamis::metadata {

template <typename T>
class Pool {
 public:
  // Elements stay, to be used again.
  void Clear() { size_ = 0; }
  // The next element, as it was left: who adds it sets all of it.
  T& Add() {
    if (size_ == items_.size()) items_.emplace_back();
    return items_[size_++];
  }
  // Keeps the order of the others.
  template <typename Predicate>
  void EraseIf(Predicate is_erased) {
    size_t kept = 0;
    for (size_t i = 0; i < size_; ++i) {
      if (!is_erased(items_[i])) std::swap(items_[kept++], items_[i]);
    }
    size_ = kept;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return items_[i]; }
  T* begin() { return items_.data(); }
  T* end() { return items_.data() + size_; }
  const T* begin() const { return items_.data(); }
  const T* end() const { return items_.data() + size_; }
  operator std::span<const T>() const { return {items_.data(), size_}; }

 private:
  std::vector<T> items_;
  size_t size_ = 0;
};

}  // namespace tamis::metadata
