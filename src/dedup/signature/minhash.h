// MinHash signatures, and the bands in which they are looked up.
//
// Idea:   of a random permutation of all shingles, two sets have the same least element with the
//         probability of their Jaccard similarity s. A band is `rows` such minima taken together:
//         two sets agree in it with s^rows, in one of `bands` with 1 - (1 - s^rows)^bands. That
//         curve is flat at 0, steep at the threshold and flat at 1.
// Catch:  it finds candidates only; at a recall near 1 most of what it finds just under the
//         threshold is wrong, so that candidates have to be verified.
//         A permutation here is x -> a * x + b modulo 2^32 with odd a, over the low half of shingle
//         hashes: one-to-one, and as good as random because the hashes are.
// Source: A. Broder (1997), as shingles.h; P. Indyk, R. Motwani, Approximate nearest neighbors
// (1998). Tested: signature_test.cc.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dedup/signature/kernels.h"

namespace tamis::dedup {

struct Banding {
  uint32_t bands = 21;  // 1 or more
  uint32_t rows = 6;    // minima in each, 1 or more

  uint32_t functions() const { return bands * rows; }
};

// The probability that two documents of Jaccard similarity `similarity` share a band.
double DetectionProbability(const Banding& banding, double similarity);

// Threads: const, so safe. The keys depend on the shingles, the banding and the seed alone.
class MinHasher {
 public:
  explicit MinHasher(Banding banding, uint64_t seed = 1,
                     const SignatureKernels& kernels = ActiveSignatureKernels());

  const Banding& banding() const { return banding_; }
  // The least value of each function, of the set of `shingles`; `low` is for working in.
  void Minima(std::span<const uint64_t> shingles, std::vector<uint32_t>& low,
              std::vector<uint32_t>& minima) const;
  // keys[b]: a hash of the rows of band b. REQUIRES: keys.size() == bands
  void BandKeys(std::span<const uint32_t> minima, std::span<uint64_t> keys) const;

 private:
  const Banding banding_;
  const SignatureKernels& kernels_;
  std::vector<uint32_t> multipliers_;  // filled up to whole steps of the kernels
  std::vector<uint32_t> offsets_;
};

}  // namespace tamis::dedup
