// Overlapping runs of words, hashed: two texts are as alike as the share of runs that they have
// in common (Jaccard).
//
//   "a b c d e f" of 5 words: "a b c d e", "b c d e f"
//
// Idea:   every word is hashed once; the hash of a run is the polynomial of its words' hashes,
//         modulo 2^64, taken as the difference of two prefixes: two multiplications a word, however
//         long the run. The sum is mixed afterwards, so that every bit depends on all words.
// Length: of words, `length`. Where a run ends with a character of a script without spaces, which
//         is a word of its own (normalize.h), it is longer, to span about as much meaning: 8/5 of
//         it for Han and kana, 16/5 for Thai, Lao, Khmer, Burmese and Tibetan.
//         A text shorter than one run is one run.
// Source: A. Broder, On the resemblance and containment of documents (1997).
// Tested: signature_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/signature/kernels.h"
#include "tamis/attributes.h"

namespace tamis::dedup {

enum class ShingleUnit : uint8_t {
  kWords,
  kCharacters,  // code points of the normal form, with one space between words
};

struct ShingleOptions {
  ShingleUnit unit = ShingleUnit::kWords;
  uint32_t length = 5;  // 1..64
};

// Threads: one a thread. Memory: 2 bytes for a byte of the text, 8 for a word.
class Shingler {
 public:
  explicit Shingler(ShingleOptions options,
                    const SignatureKernels& kernels = ActiveSignatureKernels());

  // The 64-bit hashes of the shingles, in order, as often as they occur; none of a text without
  // words. The same on every machine.
  // Lifetime: until the next call.
  std::span<const uint64_t> Shingle(std::string_view text) TAMIS_LIFETIME_BOUND;

 private:
  void HashWords();
  void HashCharacters();
  void AddWord(const char* word, size_t size);
  void AddToken(uint64_t hash, uint32_t length);
  void Finish();

  const ShingleOptions options_;
  const SignatureKernels& kernels_;
  uint32_t lengths_[3];           // by Kind
  std::vector<uint64_t> powers_;  // of the base
  std::string normal_;
  std::vector<uint64_t> bits_;
  // Of the last tokens, by their number: as many as the longest run and one more.
  static constexpr size_t kRing = 256;
  std::array<uint64_t, kRing> prefixes_{};
  size_t tokens_ = 0;
  std::vector<uint64_t> shingles_;
};

}  // namespace tamis::dedup
