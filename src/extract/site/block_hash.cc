#include "extract/site/block_hash.h"

#include "base/memory/load.h"

namespace tamis::extract {
namespace {

// Odd constants without structure: the fractional bits of the square roots of 2, 3 and 5.
constexpr uint64_t kSeed = 0x6A09E667F3BCC909u;
constexpr uint64_t kStep = 0xBB67AE8584CAA73Bu;
constexpr uint64_t kEnd = 0x3C6EF372FE94F82Bu;

// The product's halves folded: each bit of either factor reaches all bits of the result.
uint64_t Mix(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t NotZero(uint64_t hash) { return hash != 0 ? hash : 1; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes to words of eight; the last one is filled with zeros and the length tells how far.
class Hasher {
 public:
  void Word(uint64_t word) { state_ = Mix(state_ ^ word, kStep); }
  uint64_t Finish(uint64_t bytes) const { return NotZero(Mix(state_ ^ bytes, kEnd)); }

 private:
  uint64_t state_ = kSeed;
};

}  // namespace

uint64_t HashBlock(std::string_view text) {
  Hasher hasher;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) hasher.Word(Load64(text.data() + i));
  hasher.Word(LoadPartial64(text.data() + i, text.size() - i));
  return hasher.Finish(text.size());
}

uint64_t HashWithoutDigits(std::string_view text) {
  Hasher hasher;
  uint64_t word = 0;
  uint64_t bytes = 0;
  for (const char c : text) {
    if (IsDigit(c)) continue;
    word |= static_cast<uint64_t>(static_cast<unsigned char>(c)) << (8 * (bytes % 8));
    if (++bytes % 8 == 0) {
      hasher.Word(word);
      word = 0;
    }
  }
  hasher.Word(word);
  return hasher.Finish(bytes);
}

uint64_t CombineHashes(uint64_t a, uint64_t b) { return NotZero(Mix(a ^ kSeed, b ^ kStep)); }

}  // namespace tamis::extract
