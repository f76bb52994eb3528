// What a text is made of, told in one pass of 64 bytes at a time: where the chunks between white
// space begin and end, where its lines end, a bit for every byte that is no ASCII letter, and the
// few places where a phrase may stand. Word by word work then costs a few instructions a word
// instead of a branch a byte.
//
// The idea: 64 bytes give a mask of those that are white space; the bits where it changes are the
// edges of chunks.
// Source: G. Langdale, D. Lemire, "Parsing gigabytes of JSON per second", 2019, section 3.1.
//
// Tested: byte_masks_test.cc, every kernel against a loop over bytes.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memory/load.h"
#include "base/simd/kernels.h"

namespace tamis::text {

// Places in a text, in order; then kEnd.
class PlaceList {
 public:
  static constexpr uint32_t kEnd = UINT32_MAX;

  const uint32_t* data() const { return places_.data(); }
  void Clear() { size_ = 0; }
  // Appends `from` plus the number of each bit. What is written beyond them is not part of the
  // list.
  [[gnu::always_inline]] void Add(uint64_t bits, uint32_t from) {
    if (places_.size() - size_ <= 64) Grow();
    uint32_t* out = places_.data() + size_;
    size_ += static_cast<size_t>(std::popcount(bits));
    // Four at a time without asking: how many there are can only be guessed roughly. The top bit
    // saves the question whether there is any.
    constexpr uint64_t kTop = uint64_t{1} << 63;
    while (bits != 0) {
      for (int i = 0; i < 4; ++i, bits &= bits - 1) {
        *out++ = from + static_cast<uint32_t>(std::countr_zero(bits | kTop));
      }
    }
  }
  void End() { places_[size_] = kEnd; }

 private:
  void Grow() { places_.resize(2 * size_ + kMinRoom); }

  static constexpr size_t kMinRoom = 1024;
  std::vector<uint32_t> places_ = std::vector<uint32_t>(kMinRoom);
  size_t size_ = 0;
};

class ByteMasks {
 public:
  static constexpr uint32_t kEnd = PlaceList::kEnd;

  // Forgets what was set before; keeps the memory. `text` is read only during the call.
  void Set(std::string_view text, const simd::Kernels& kernels = simd::ActiveKernels());

  // Where each chunk of bytes above U+0020 begins and ends, by turns; then kEnd.
  const uint32_t* edges() const { return edges_.data(); }
  // Where each line feed stands; then kEnd.
  const uint32_t* line_feeds() const { return line_feeds_.data(); }
  // Where each pair of letters stands that phrases are looked for by (phrases.h); then kEnd.
  const uint32_t* phrase_pairs() const { return phrase_pairs_.data(); }
  // Bytes at [at, at + 64) that are not A-Z or a-z, the first lowest. Behind the text all are.
  uint64_t NonLetters(size_t at) const {
    const size_t word = at / 64;
    const unsigned shift = at % 64;
    // Two shifts, since one by 64 is undefined.
    return non_letters_[word] >> shift | (non_letters_[word + 1] << 1) << (63 - shift);
  }
  // Runs of A-Z and a-z, for as long as the masks are as they are.
  class Letters {
   public:
    explicit Letters(const uint64_t* others) : others_(reinterpret_cast<const char*>(others)) {}
    // How long the run from `at` on is; 57 stands for more as well. REQUIRES: `at` is in the text
    size_t From(size_t at) const {
      // The word that begins with the byte of the bit: up to seven bits of it are before.
      const uint64_t bits = Load64(others_ + at / 8);
      return static_cast<size_t>(std::countr_zero(bits >> (at % 8) | uint64_t{1} << 57));
    }

   private:
    const char* others_;
  };
  Letters letters() const { return Letters(non_letters_.data()); }

  // Characters of the text: bytes that continue no UTF-8 sequence.
  size_t characters() const { return characters_; }
  // Whether the text holds '[' or '{'.
  bool has_brackets() const { return has_brackets_; }

 private:
  struct Masks;
  static Masks MasksOf(const char* bytes);
  static Masks MasksByAvx2(const char* bytes);
  static Masks MasksByAvx512(const char* bytes);
  template <auto kMasksOf>
  void Fill(std::string_view text);
  void FillByAvx2(std::string_view text);
  void FillByAvx512(std::string_view text);

  PlaceList edges_;
  PlaceList line_feeds_;
  PlaceList phrase_pairs_;
  std::vector<uint64_t> non_letters_;
  size_t characters_ = 0;
  bool has_brackets_ = false;
};

}  // namespace tamis::text
