// The windows of a part of the text: in runs, with their keys; and those of a run, with their
// hashes.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dedup/substring/sliding_min.h"
#include "dedup/substring/substring.h"
#include "dedup/substring/text_ranges.h"
#include "dedup/substring/window_hash.h"
#include "dedup/substring/window_runs.h"
#include "dedup/substring/words.h"

namespace tamis::dedup {

// A part of the text that one thread reads: the windows that begin in [begin, end), which are
// bytes of Documents::text. No word stands across its borders, but windows reach beyond `end`.
struct Slice {
  size_t first_document = 0;  // that has bytes behind `begin`
  uint64_t begin = 0;
  uint64_t end = 0;
};

// The hash of a row of words or bytes that moves on.
class RollingHash {
 public:
  RollingHash(size_t size, const SubstringOptions& options)
      : mask_((uint64_t{1} << options.hash_bits) - 1),
        hash_(size, HashKeys(options.seed)),
        values_(size) {}

  void Clear() {
    hash_.Clear();
    at_ = count_ = 0;
  }
  // False as long as there are fewer values than the row has.
  bool Push(uint64_t value) {
    if (count_ == values_.size()) {
      hash_.Move(value, values_[at_]);
    } else {
      hash_.Add(value);
      ++count_;
    }
    values_[at_] = value;
    if (++at_ == values_.size()) at_ = 0;
    return count_ == values_.size();
  }
  uint64_t hash() const { return hash_.hash() & mask_; }

 private:
  const uint64_t mask_;
  WindowHash hash_;
  size_t at_ = 0;  // of the oldest value
  size_t count_ = 0;
  std::vector<uint64_t> values_;  // the last ones, a ring
};

// Reused from slice to slice; one a thread.
class RunScanner {
 public:
  RunScanner(const Documents& documents, const SubstringOptions& options)
      : documents_(documents),
        bytes_(options.unit == SubstringUnit::kBytes),
        size_(options.min_length),
        value_(HashKeys(options.seed)),
        seed_(SeedLength(size_), options),
        least_(size_ - SeedLength(size_) + 1),
        begins_(bytes_ ? 0 : size_) {}

  // Calls take(run) for the windows of the slice in order.
  template <typename Take>
  void Scan(const Slice& slice, Take take) {
    uint64_t begin = slice.begin;
    for (size_t i = slice.first_document; begin < slice.end; ++i) {
      const uint64_t end = documents_.ends[i];
      const std::string_view text = documents_.text.substr(begin, end - begin);
      seed_.Clear();
      least_.Clear();
      if (bytes_) {
        ScanBytes(text, begin, slice.end, take);
      } else {
        ScanWords(text, begin, slice.end, take);
      }
      if (run_.windows != 0) take(run_.Pack());
      run_.windows = 0;
      begin = end;
    }
  }

 private:
  struct OpenRun {
    uint64_t key = 0, begin = 0, windows = 0;
    bool again = false;
    WindowRun Pack() const { return {key, begin, windows, again}; }
  };

  // Of the shorter windows in a window. Shorter ones make fewer runs, and more windows with equal
  // keys that are not equal.
  static size_t SeedLength(size_t size) { return (size + 1) / 2; }

  // The next window; `newest`: the hash of its last shorter window.
  template <typename Take>
  void Add(uint64_t begin, uint64_t least, uint64_t newest, Take& take) {
    if (run_.windows != 0 && run_.key == least && run_.windows < WindowRun::kMaxWindows) {
      ++run_.windows;
      run_.again |= newest == least;
      return;
    }
    if (run_.windows != 0) take(run_.Pack());
    run_ = {least, begin, 1, false};
  }

  template <typename Take>
  void ScanWords(std::string_view text, uint64_t offset, uint64_t limit, Take& take) {
    size_t count = 0;
    size_t oldest = 0;
    WordSpan word;
    while (NextWord(text, word.end, word)) {
      begins_[oldest] = offset + word.begin;
      if (++oldest == size_) oldest = 0;
      ++count;
      if (!seed_.Push(value_(text.substr(word.begin, word.end - word.begin)))) continue;
      const uint64_t newest = seed_.hash();
      const uint64_t least = least_.Push(newest);
      if (count < size_) continue;
      if (begins_[oldest] >= limit) return;
      Add(begins_[oldest], least, newest, take);
    }
  }

  template <typename Take>
  void ScanBytes(std::string_view text, uint64_t offset, uint64_t limit, Take& take) {
    text = text.substr(0, limit - offset + size_ - 1);
    for (size_t i = 0; i < text.size(); ++i) {
      if (!seed_.Push(value_(text[i]))) continue;
      const uint64_t newest = seed_.hash();
      const uint64_t least = least_.Push(newest);
      if (i + 1 >= size_) Add(offset + i + 1 - size_, least, newest, take);
    }
  }

  const Documents& documents_;
  const bool bytes_;
  const size_t size_;
  const ValueHash value_;
  RollingHash seed_;
  SlidingMin least_;
  std::vector<uint64_t> begins_;  // of the last words, a ring
  OpenRun run_;                   // none when it has no windows
};

// Where the windows of a run end.
struct RunEnd {
  uint64_t last_word = 0;  // begin of the last word (byte) of the last window
  uint64_t end = 0;
};

// The windows of runs again. One a thread.
class WindowReader {
 public:
  WindowReader(const Documents& documents, const SubstringOptions& options)
      : documents_(documents),
        bytes_(options.unit == SubstringUnit::kBytes),
        size_(options.min_length),
        value_(HashKeys(options.seed)),
        hash_(size_, options),
        begins_(bytes_ ? 0 : size_) {}

  // Calls visit(place, hash) for each window in order.
  template <typename Visit>
  RunEnd Read(const WindowRun& run, Visit visit) {
    hash_.Clear();
    const uint64_t begin = run.begin();
    const size_t units = size_ + run.windows() - 1;
    if (bytes_) {
      const std::string_view text = documents_.text.substr(begin, units);
      for (size_t i = 0; i < text.size(); ++i) {
        if (!hash_.Push(value_(text[i]))) continue;
        visit(WindowPlace(begin + i + 1 - size_, begin + i + 1), hash_.hash());
      }
      return {begin + units - 1, begin + units};
    }
    const uint64_t end = documents_.ends[DocumentOf(documents_, begin)];
    const std::string_view text = documents_.text.substr(begin, end - begin);
    size_t oldest = 0;
    WordSpan word;
    for (size_t i = 0; i < units && NextWord(text, word.end, word); ++i) {
      begins_[oldest] = begin + word.begin;
      if (++oldest == size_) oldest = 0;
      if (hash_.Push(value_(text.substr(word.begin, word.end - word.begin)))) {
        visit(WindowPlace(begins_[oldest], begin + word.end), hash_.hash());
      }
    }
    return {begin + word.begin, begin + word.end};
  }

 private:
  const Documents& documents_;
  const bool bytes_;
  const size_t size_;
  const ValueHash value_;
  RollingHash hash_;
  std::vector<uint64_t> begins_;  // of the last words, a ring
};

}  // namespace tamis::dedup
