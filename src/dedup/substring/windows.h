// The windows of a part of the text, each with its hash.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memory/hash.h"
#include "dedup/substring/substring.h"
#include "dedup/substring/window_hash.h"
#include "dedup/substring/words.h"

namespace tamis::dedup {

// A part of the text that one thread reads: the windows that begin in [begin, end), which are
// bytes of Documents::text. No word stands across its borders, but windows reach beyond `end`.
struct Slice {
  size_t first_document = 0;  // that has bytes behind `begin`
  uint64_t begin = 0;
  uint64_t end = 0;
};

// Reused from slice to slice; one a thread.
class WindowScanner {
 public:
  WindowScanner(const Documents& documents, const SubstringOptions& options)
      : documents_(documents),
        bytes_(options.unit == SubstringUnit::kBytes),
        size_(options.min_length),
        mask_((uint64_t{1} << options.hash_bits) - 1),
        hash_(size_),
        values_(bytes_ ? 0 : size_),
        begins_(bytes_ ? 0 : size_) {}

  // Calls visit(begin, hash) for each window in order; `begin` is a byte of Documents::text.
  template <typename Visit>
  void Scan(const Slice& slice, Visit visit) {
    uint64_t begin = slice.begin;
    for (size_t i = slice.first_document; begin < slice.end; ++i) {
      const uint64_t end = documents_.ends[i];
      const std::string_view text = documents_.text.substr(begin, end - begin);
      if (bytes_) {
        ScanBytes(text, begin, slice.end, visit);
      } else {
        ScanWords(text, begin, slice.end, visit);
      }
      begin = end;
    }
  }

 private:
  template <typename Visit>
  void ScanWords(std::string_view text, uint64_t offset, uint64_t limit, Visit visit) {
    hash_.Clear();
    size_t oldest = 0;
    size_t count = 0;
    WordSpan word;
    while (NextWord(text, word.end, word)) {
      const uint64_t value =
          WindowHash::Reduce(HashOf(text.substr(word.begin, word.end - word.begin)));
      if (count < size_) {
        hash_.Add(value);
        ++count;
      } else {
        hash_.Move(value, values_[oldest]);
      }
      values_[oldest] = value;
      begins_[oldest] = offset + word.begin;
      if (++oldest == size_) oldest = 0;
      if (count < size_) continue;
      if (begins_[oldest] >= limit) return;
      visit(begins_[oldest], hash_.hash() & mask_);
    }
  }

  template <typename Visit>
  void ScanBytes(std::string_view text, uint64_t offset, uint64_t limit, Visit visit) {
    if (text.size() < size_) return;
    const auto value = [text](size_t i) {
      return uint64_t{static_cast<unsigned char>(text[i])} + 1;
    };
    hash_.Clear();
    for (size_t i = 0; i < size_; ++i) hash_.Add(value(i));
    visit(offset, hash_.hash() & mask_);
    const size_t last = std::min<uint64_t>(text.size() - size_, limit - offset - 1);
    for (size_t i = 1; i <= last; ++i) {
      hash_.Move(value(i + size_ - 1), value(i - 1));
      visit(offset + i, hash_.hash() & mask_);
    }
  }

  const Documents& documents_;
  const bool bytes_;
  const size_t size_;
  const uint64_t mask_;
  WindowHash hash_;
  // Of the last words, a ring.
  std::vector<uint64_t> values_;
  std::vector<uint64_t> begins_;
};

}  // namespace tamis::dedup
