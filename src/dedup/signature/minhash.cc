#include "dedup/signature/minhash.h"

#include <cmath>

#include "dedup/signature/hash.h"

namespace tamis::dedup {

double DetectionProbability(const Banding& banding, double similarity) {
  return 1 - std::pow(1 - std::pow(similarity, banding.rows), banding.bands);
}

MinHasher::MinHasher(Banding banding, uint64_t seed, const SignatureKernels& kernels)
    : banding_(banding), kernels_(kernels) {
  const size_t functions = (banding.functions() + kMinimaStep - 1) / kMinimaStep * kMinimaStep;
  for (uint64_t i = 0; i < functions; ++i) {
    const uint64_t random = MixBits(MixBits(seed + kHashSeed1) + i * kHashSeed1);
    multipliers_.push_back(static_cast<uint32_t>(random) | 1);
    offsets_.push_back(static_cast<uint32_t>(random >> 32));
  }
}

void MinHasher::Minima(std::span<const uint64_t> shingles, std::vector<uint32_t>& low,
                       std::vector<uint32_t>& minima) const {
  low.resize(shingles.size());
  for (size_t i = 0; i < shingles.size(); ++i) low[i] = static_cast<uint32_t>(shingles[i]);
  minima.resize(multipliers_.size());
  kernels_.minima(low, multipliers_.data(), offsets_.data(), minima.size(), minima.data());
}

void MinHasher::BandKeys(std::span<const uint32_t> minima, std::span<uint64_t> keys) const {
  const uint32_t* row = minima.data();
  for (uint64_t& key : keys) {
    uint64_t hash = kHashSeed1;
    for (uint32_t i = 0; i < banding_.rows; ++i) {
      hash = FoldedProduct(hash ^ *row++, kHashSeed2) + kHashSeed1;
    }
    key = MixBits(hash);
  }
}

}  // namespace tamis::dedup
