#include "text/signals/repetition.h"

#include <algorithm>
#include <bit>

namespace tamis::text {
namespace {

constexpr uint64_t kMultiplier = 0x9E3779B97F4A7C15u;  // 2^64 / golden ratio
constexpr size_t kMinTable = 16;
constexpr size_t kPlacesPerBits = 4;  // of 64 bits: one hash in sixteen meets another's bit

// The hash of an n-gram and of the word behind it.
uint64_t Joined(uint64_t hash, uint64_t word) {
  hash = (hash + word) * kMultiplier;
  return hash ^ (hash >> 29);
}

constexpr uint32_t kFirstTop = 2, kLastTop = 4;
constexpr uint32_t kFirstDuplicated = 5, kLastDuplicated = 10;

}  // namespace

void NGramRepetition::Places::Reserve(size_t count) {
  if (word.size() >= count) return;
  word.resize(count);
  hash.resize(count);
  slot.resize(count);
}

void NGramRepetition::FindPairs() {
  places_.size = 0;
  if (words_ < 2) return;
  const size_t count = words_ - 1;
  if (pairs_.size() < count) pairs_.resize(count);
  places_.Reserve(count);
  const size_t size = std::bit_ceil(count / kPlacesPerBits + 1);
  met_.assign(size, 0);
  met_again_.assign(size, 0);

  const size_t mask = size - 1;
  const uint64_t* const words = hashes_.data();
  uint64_t* const pairs = pairs_.data();
  uint64_t* const met = met_.data();
  uint64_t* const met_again = met_again_.data();
  for (size_t i = 0; i < count; ++i) {
    const uint64_t hash = Joined(std::rotr(words[i], 32), words[i + 1]);
    pairs[i] = hash;
    const uint64_t bit = uint64_t{1} << (hash & 63);
    const size_t at = (hash >> 6) & mask;
    met_again[at] |= met[at] & bit;
    met[at] |= bit;
  }
  uint32_t* const word = places_.word.data();
  uint64_t* const hashes = places_.hash.data();
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t hash = pairs[i];
    word[kept] = static_cast<uint32_t>(i);
    hashes[kept] = hash;
    // Without a branch: nobody can guess it.
    kept += met_again[(hash >> 6) & mask] >> (hash & 63) & 1;
  }
  places_.size = kept;
}

void NGramRepetition::Count() {
  const size_t size = std::max(kMinTable, std::bit_ceil(places_.size * 2));
  if (table_.size() < size) table_.resize(size);
  Slot* const table = table_.data();
  std::fill_n(table, size, Slot{0, 0});
  const size_t mask = size - 1;
  const uint64_t* const hashes = places_.hash.data();
  uint32_t* const slots = places_.slot.data();
  const size_t count = places_.size;
  for (size_t i = 0; i < count; ++i) {
    const auto tag = static_cast<uint32_t>(hashes[i] >> 32);
    size_t slot = hashes[i] & mask;
    // One branch that is nearly never taken, where two would each be a guess: both are not 0.
    const auto taken = [&](const Slot& s) { return uint64_t{s.tag ^ tag} * s.count != 0; };
    while (taken(table[slot])) slot = (slot + 1) & mask;
    table[slot].tag = tag;
    ++table[slot].count;
    slots[i] = static_cast<uint32_t>(slot);
  }
}

void NGramRepetition::Extend(uint32_t n) {
  const Slot* const table = table_.data();
  const uint64_t* const next_word = hashes_.data() + n;
  uint32_t* const word = places_.word.data();
  uint64_t* const hashes = places_.hash.data();
  const uint32_t* const slots = places_.slot.data();
  const size_t count = places_.size;
  size_t kept = 0;
  uint32_t repeats = count == 0 ? 0 : table[slots[0]].count > 1;
  for (size_t i = 0; i + 1 < count; ++i) {
    const uint32_t here = word[i];
    const uint32_t next_repeats = table[slots[i + 1]].count > 1;
    // Without branches: whether a pair of words repeats cannot be guessed.
    word[kept] = here;
    hashes[kept] = Joined(hashes[i], next_word[here]);
    kept += uint32_t{word[i + 1] == here + 1} & repeats & next_repeats;
    repeats = next_repeats;
  }
  places_.size = kept;
}

// Of the n-grams that occur most often the first counts; the spaces between its words too.
size_t NGramRepetition::TopCharacters(uint32_t n) const {
  uint32_t most = 1;
  uint32_t word = 0;  // when none repeats, the first of the text
  for (size_t i = 0; i < places_.size; ++i) {
    const uint32_t count = table_[places_.slot[i]].count;
    if (count <= most) continue;
    most = count;
    word = places_.word[i];
  }
  if (word + n > words()) return 0;
  return size_t{most} * (ends_[word + n] - ends_[word] + n - 1);
}

// From the left: an n-gram that was met before counts and is stepped over.
size_t NGramRepetition::DuplicatedCharacters(uint32_t n) {
  constexpr uint32_t kMet = uint32_t{1} << 31;
  size_t characters = 0;
  uint32_t next_word = 0;
  for (size_t i = 0; i < places_.size; ++i) {
    const uint32_t word = places_.word[i];
    uint32_t& count = table_[places_.slot[i]].count;
    if (word < next_word || count == 1) continue;
    if ((count & kMet) != 0) {
      characters += ends_[word + n] - ends_[word];
      next_word = word + n;
    } else {
      count |= kMet;
    }
  }
  return characters;
}

void NGramRepetition::Measure(size_t characters, GopherRepetition& signals) {
  signals.top_n_gram.fill(0);
  signals.duplicated_n_grams.fill(0);
  const double total = static_cast<double>(std::max<size_t>(characters, 1));
  FindPairs();
  for (uint32_t n = kFirstTop; n <= kLastDuplicated; ++n) {
    if (places_.size == 0 && n > kLastTop) return;
    if (places_.size != 0) Count();
    if (n <= kLastTop) {
      signals.top_n_gram[n - kFirstTop] =
          static_cast<float>(static_cast<double>(TopCharacters(n)) / total);
    }
    if (n >= kFirstDuplicated) {
      // Of bytes that are no UTF-8 words and text count the characters otherwise.
      signals.duplicated_n_grams[n - kFirstDuplicated] =
          static_cast<float>(std::min(static_cast<double>(DuplicatedCharacters(n)) / total, 1.0));
    }
    Extend(n);
  }
}

}  // namespace tamis::text
