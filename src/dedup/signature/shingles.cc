#include "dedup/signature/shingles.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/memory/load.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "dedup/signature/hash.h"
#include "dedup/signature/normalize.h"

namespace tamis::dedup {
namespace {

constexpr uint64_t kBase = 0xA0761D6478BD642F;  // odd; otherwise any

// Memory that one long text took is given back after it.
constexpr size_t kKeptBytes = 4u << 20;

enum Kind : uint8_t { kSpaced, kEastAsian, kSouthEastAsian };

// kMasks[n]: the first n bytes of a word of memory.
constexpr std::array<uint64_t, 9> kMasks = {0,
                                            0xFF,
                                            0xFFFF,
                                            0xFFFFFF,
                                            0xFFFFFFFF,
                                            0xFFFFFFFFFF,
                                            0xFFFFFFFFFFFF,
                                            0xFFFFFFFFFFFFFF,
                                            0xFFFFFFFFFFFFFFFF};

// Of a word outside ASCII: what script a single character is of.
Kind KindOf(const char* word, size_t size) {
  if (size < 3 || size > 4) return kSpaced;
  size_t i = 0;
  const char32_t c = DecodeUtf8(std::string_view(word, size), i);
  if (i != size || (unicode::FlagsOf(c) & unicode::kUnspaced) == 0) return kSpaced;
  return c < 0x2E80 ? kSouthEastAsian : kEastAsian;
}

// REQUIRES: 16 readable bytes, and as many behind every 16 of a longer word.
uint64_t HashWord(const char* word, size_t size) {
  uint64_t hash = kHashSeed1 ^ size;
  for (; size > 16; size -= 16, word += 16) {
    hash = FoldedProduct(Load64(word) ^ hash, Load64(word + 8) ^ kHashSeed2);
  }
  const uint64_t low = Load64(word) & kMasks[std::min<size_t>(size, 8)];
  const uint64_t high = Load64(word + 8) & kMasks[size > 8 ? size - 8 : 0];
  return FoldedProduct(low ^ hash, high ^ kHashSeed2);
}

}  // namespace

Shingler::Shingler(ShingleOptions options, const SignatureKernels& kernels)
    : options_(options), kernels_(kernels) {
  const uint32_t length = std::clamp(options.length, 1u, 64u);
  lengths_[kSpaced] = length;
  lengths_[kEastAsian] = (length * 8 + 4) / 5;
  lengths_[kSouthEastAsian] = (length * 16 + 4) / 5;
  powers_.push_back(1);
  while (powers_.size() <= lengths_[kSouthEastAsian]) powers_.push_back(powers_.back() * kBase);
}

// `length`: of the run that ends with this token.
inline void Shingler::AddToken(uint64_t hash, uint32_t length) {
  const uint64_t prefix = prefixes_[tokens_ % kRing] * kBase + hash;
  prefixes_[++tokens_ % kRing] = prefix;
  if (tokens_ < length) return;
  const uint64_t before = prefixes_[(tokens_ - length) % kRing];
  shingles_.push_back(MixBits(prefix - before * powers_[length]));
}

inline void Shingler::AddWord(const char* word, size_t size) {
  const bool ascii = static_cast<unsigned char>(*word) < 0x80;
  AddToken(HashWord(word, size), lengths_[ascii ? kSpaced : KindOf(word, size)]);
}

// Walks over the borders of words by the bits where a run of them changes.
void Shingler::HashWords() {
  const size_t blocks = normal_.size() / 64;  // reach into the padding: every word has an end
  bits_.resize(blocks);
  kernels_.word_bits(normal_.data(), blocks * 64, bits_.data());
  uint64_t carry = 0;  // whether the byte before the block is part of a word
  size_t start = 0;    // of the word that is open
  bool open = false;
  for (size_t block = 0; block < blocks; ++block) {
    uint64_t changes = bits_[block] ^ (bits_[block] << 1 | carry);
    carry = bits_[block] >> 63;
    for (; changes != 0; changes &= changes - 1) {
      const size_t at = block * 64 + static_cast<size_t>(std::countr_zero(changes));
      if (open) AddWord(normal_.data() + start, at - start);
      open = !open;
      start = at;
    }
  }
}

void Shingler::HashCharacters() {
  const std::string_view text(normal_.data(), normal_.size() - kNormalPadding);
  bool space = true;  // none before the first word
  for (size_t i = 0; i < text.size();) {
    const char32_t c = DecodeUtf8(text, i);
    if (c == ' ') {
      space = true;
      continue;
    }
    if (space && tokens_ > 0) AddToken(MixBits(kHashSeed1 ^ ' '), lengths_[kSpaced]);
    space = false;
    AddToken(MixBits(kHashSeed1 ^ c), lengths_[kSpaced]);
  }
}

// A text shorter than a run is one.
void Shingler::Finish() {
  if (shingles_.empty() && tokens_ > 0) shingles_.push_back(MixBits(prefixes_[tokens_ % kRing]));
}

std::span<const uint64_t> Shingler::Shingle(std::string_view text) {
  if (normal_.capacity() > kKeptBytes) normal_ = {};
  if (shingles_.capacity() > kKeptBytes / sizeof(uint64_t)) shingles_ = {};
  Normalize(text, kernels_, normal_);
  tokens_ = 0;
  prefixes_[0] = 0;
  shingles_.clear();
  if (options_.unit == ShingleUnit::kWords) {
    HashWords();
  } else {
    HashCharacters();
  }
  Finish();
  return shingles_;
}

}  // namespace tamis::dedup
