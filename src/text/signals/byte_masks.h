// A bit for every byte of a text: is it white space, is it an ASCII letter. Word by word work
// then costs a few instructions a word instead of a branch a byte.
//
// Tested: byte_masks_test.cc, against a loop over bytes.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tamis::text {

class ByteMasks {
 public:
  // Forgets what was set before; keeps the memory. `text` is read only during the call.
  void Set(std::string_view text);

  // Bytes at [at, at + 64) that are at most U+0020, the first lowest. Behind the text all are.
  uint64_t Spaces(size_t at) const { return Window(spaces_, at); }
  // Likewise: bytes that are not A-Z or a-z. Behind the text all are.
  uint64_t NonLetters(size_t at) const { return Window(non_letters_, at); }

  // Characters of the text: bytes that continue no UTF-8 sequence.
  size_t characters() const { return characters_; }

 private:
  static uint64_t Window(const std::vector<uint64_t>& bits, size_t at) {
    const size_t word = at / 64;
    const unsigned shift = at % 64;
    // Two shifts, since one by 64 is undefined.
    return bits[word] >> shift | (bits[word + 1] << 1) << (63 - shift);
  }

  std::vector<uint64_t> spaces_, non_letters_;
  size_t characters_ = 0;
};

}  // namespace tamis::text
