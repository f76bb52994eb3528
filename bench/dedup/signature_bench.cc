// Signatures of one core: raw text -> words -> shingles -> minima -> band keys.
//
// Use: signature_bench [FILE.jsonl...]   each line a text as it stands; without files, made
//      English-like texts of 377 words, the length of the texts that other tools were measured on.
// Prints documents a second and MB a second: the best of nine rounds, for every kernel.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "dedup/signature/minhash.h"
#include "dedup/signature/shingles.h"

namespace {

using namespace tamis::dedup;

std::vector<std::string> MadeTexts() {
  std::mt19937_64 random(1);
  std::vector<std::string> words(20000), texts(5000);
  for (std::string& word : words) {
    for (size_t n = 1 + random() % 5 + random() % 6; n > 0; --n) {
      word += static_cast<char>('a' + random() % 26);
    }
  }
  for (std::string& text : texts) {
    for (int i = 0; i < 377; ++i) {
      text += words[std::min(random() % words.size(), random() % words.size())];
      text += i % 15 == 14 ? ".\n" : i % 8 == 7 ? ", " : " ";
    }
  }
  return texts;
}

double Round(const std::vector<std::string>& texts, Shingler& shingler, const MinHasher& hasher,
             uint64_t& sum) {
  std::vector<uint32_t> low, minima;
  std::vector<uint64_t> keys(hasher.banding().bands);
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& text : texts) {
    hasher.Minima(shingler.Shingle(text), low, minima);
    hasher.BandKeys(minima, keys);
    sum += keys[0];
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> texts;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    for (std::string line; std::getline(file, line);) texts.push_back(line);
  }
  if (texts.empty()) texts = MadeTexts();
  double bytes = 0;
  for (const std::string& text : texts) bytes += static_cast<double>(text.size());
  uint64_t sum = 0;
  for (const Banding banding : {Banding{}, Banding{14, 8}, Banding{128, 1}, Banding{20, 13}}) {
    for (const SignatureKernels& kernels : AvailableSignatureKernels()) {
      Shingler shingler({}, kernels);
      const MinHasher hasher(banding, 1, kernels);
      double best = 1e9;
      for (int round = 0; round < 9; ++round) {
        best = std::min(best, Round(texts, shingler, hasher, sum));
      }
      std::printf("%3u x %2u  %-7.*s %9.0f documents/s %7.0f MB/s\n", banding.bands, banding.rows,
                  static_cast<int>(kernels.name.size()), kernels.name.data(),
                  static_cast<double>(texts.size()) / best, bytes / best / 1e6);
    }
  }
  return sum == 0;  // so that nothing is left out
}
