// Fuzz: texts of any bytes
//   (a) have the same normal form, shingles and minima with every kernel;
//   (b) have a normal form that is its own normal form, word for word, and UTF-8;
//   (c) keep their shingles when punctuation and spaces are put around them.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf8.h"
#include "dedup/signature/kernels.h"
#include "dedup/signature/minhash.h"
#include "dedup/signature/normalize.h"
#include "dedup/signature/shingles.h"

namespace {

using namespace tamis::dedup;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/shingles: %s\n", what);
  std::abort();
}

std::vector<uint64_t> ShinglesOf(std::string_view text, ShingleOptions options,
                                 const SignatureKernels& kernels) {
  Shingler shingler(options, kernels);
  const auto shingles = shingler.Shingle(text);
  return {shingles.begin(), shingles.end()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::vector<char> exact(data, data + size);  // so that a read beyond it is seen
  const std::string_view text(exact.data(), exact.size());
  const ShingleOptions kOptions[] = {{ShingleUnit::kWords, 5},
                                     {ShingleUnit::kWords, 1},
                                     {ShingleUnit::kCharacters, 24},
                                     {ShingleUnit::kWords, 64}};
  const auto available = AvailableSignatureKernels();
  const SignatureKernels& plain = available.front();

  std::string normal, again;
  Normalize(text, plain, normal);
  Require(tamis::ValidUtf8Prefix(normal) == normal.size(), "the normal form is no UTF-8");
  for (const SignatureKernels& kernels : available) {
    Normalize(text, kernels, again);
    Require(again == normal, "kernels differ in the normal form");
  }
  for (const ShingleOptions& options : kOptions) {
    const std::vector<uint64_t> want = ShinglesOf(text, options, plain);
    Require(ShinglesOf(normal, options, plain) == want, "the normal form has other shingles");
    const std::string wrapped = "... " + std::string(text) + " \n!";
    Require(ShinglesOf(wrapped, options, plain) == want, "what stands around it counts");
    std::vector<uint32_t> low, want_minima, minima;
    MinHasher({.bands = 3, .rows = 7}, 1, plain).Minima(want, low, want_minima);
    for (const SignatureKernels& kernels : available) {
      Require(ShinglesOf(text, options, kernels) == want, "kernels differ in shingles");
      MinHasher({.bands = 3, .rows = 7}, 1, kernels).Minima(want, low, minima);
      Require(minima == want_minima, "kernels differ in minima");
    }
  }
  return 0;
}
