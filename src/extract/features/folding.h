// A line as phrases are compared: lower case, one space or nothing between words, no punctuation,
// no apostrophes ("doesnt").
//
// Idea:   sixteen characters at a time while they are ASCII letters, digits and lone spaces between
//         them, as most are; the others one by one.
//
// Tested: phrases_test.cc.

#pragma once

#include <cstddef>
#include <string_view>

#include "base/simd/block16.h"

namespace tamis::extract {

// Folds a line step by step, as far as it is asked for.
class Folding {
 public:
  // May be written behind what is folded.
  static constexpr size_t kRoom = 24;

  // Of line[begin..]. `readable`: memory around the line, if any is known.
  Folding(std::string_view line, size_t begin, simd::Readable readable, char* out)
      : line_(line), at_(begin), readable_(readable), out_(out) {}

  // Goes on until there are `limit` bytes, up to three more when the last character asks for
  // them, or the line ends. REQUIRES: room for limit + kRoom bytes
  void To(size_t limit);
  // The bytes that are there.
  size_t size() const { return size_; }

 private:
  size_t FoldPlain(size_t limit);

  std::string_view line_;
  size_t at_;
  simd::Readable readable_;
  char* out_;
  size_t size_ = 0;
  bool gap_ = false;  // a word ended, and none began yet
};

}  // namespace tamis::extract
