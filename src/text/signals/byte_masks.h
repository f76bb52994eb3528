// Where the chunks between white space begin and end in a text, and a bit for every byte: is it an
// ASCII letter. Word by word work then costs a few instructions a word instead of a branch a byte.
//
// The idea: 64 bytes give a mask of those that are white space; the bits where it changes are the
// edges of chunks.
// Source: G. Langdale, D. Lemire, "Parsing gigabytes of JSON per second", 2019, section 3.1.
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

  // Where each chunk of bytes above U+0020 begins and ends, by turns; then kEnd.
  static constexpr uint32_t kEnd = UINT32_MAX;
  const uint32_t* edges() const { return edges_.data(); }
  // Bytes at [at, at + 64) that are not A-Z or a-z, the first lowest. Behind the text all are.
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

  uint32_t* RoomForEdges(size_t used);

  std::vector<uint32_t> edges_;
  std::vector<uint64_t> non_letters_;
  size_t characters_ = 0;
};

}  // namespace tamis::text
