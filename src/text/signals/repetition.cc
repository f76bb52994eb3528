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

NGramRepetition::Filter NGramRepetition::NewFilter(size_t places) {
  const size_t size = std::bit_ceil(places / kPlacesPerBits + 1);
  if (bits_.size() < size) bits_.resize(size);
  std::fill_n(bits_.begin(), size, Bits{0, 0});
  return {bits_.data(), size - 1};
}

// Lets the first `count` of the places stand.
void NGramRepetition::Keep(size_t count) { places_ = std::span(place_room_).first(count); }

void NGramRepetition::FindPairs() {
  Keep(0);
  if (words_ < 2) return;
  const size_t pairs = words_ - 1;
  if (place_room_.size() < pairs) place_room_.resize(pairs);
  const Filter filter = NewFilter(words_);
  const uint64_t* const words = hashes_.data();
  Place* const places = place_room_.data();
  for (size_t i = 0; i < pairs; ++i) filter.Note(Joined(words[i] * kMultiplier, words[i + 1]));
  Place* kept = places;
  for (size_t i = 0; i < pairs; ++i) {
    const uint64_t hash = Joined(words[i] * kMultiplier, words[i + 1]);
    kept->word = static_cast<uint32_t>(i);
    kept->hash = hash;
    kept += filter.MayRepeat(hash);  // without a branch: nobody can guess it
  }
  Keep(static_cast<size_t>(kept - places));
}

void NGramRepetition::Extend(uint32_t n) {
  if (places_.empty()) return;
  const Filter filter = NewFilter(places_.size());
  const uint64_t* const words = hashes_.data() + n - 1;
  for (Place& place : places_) {
    place.hash = Joined(place.hash, words[place.word]);
    filter.Note(place.hash);
  }
  Place* kept = place_room_.data();
  for (const Place& place : places_) {
    kept->word = place.word;
    kept->hash = place.hash;
    kept += filter.MayRepeat(place.hash);
  }
  Keep(static_cast<size_t>(kept - place_room_.data()));
}

void NGramRepetition::Count() {
  table_size_ = std::max(kMinTable, std::bit_ceil(places_.size() * 2));
  if (table_.size() < table_size_) table_.resize(table_size_);
  std::fill_n(table_.begin(), table_size_, Slot{0, 0});
  const size_t mask = table_size_ - 1;
  Slot* const table = table_.data();
  for (Place& place : places_) {
    const auto tag = static_cast<uint32_t>(place.hash >> 32);
    size_t slot = place.hash & mask;
    // One branch that is nearly never taken, where two would each be a guess.
    const auto taken = [&](const Slot& s) {
      return (uint32_t{s.count != 0} & uint32_t{s.tag != tag}) != 0;
    };
    while (taken(table[slot])) slot = (slot + 1) & mask;
    table[slot].tag = tag;
    ++table[slot].count;
    place.slot = static_cast<uint32_t>(slot);
  }
}

void NGramRepetition::KeepRepeated() {
  if (places_.empty()) return;
  const Slot* const table = table_.data();
  Place* const places = place_room_.data();
  const Place* const end = places + places_.size();
  Place* kept = places;
  Place here = places[0];
  uint32_t repeats = table[here.slot].count > 1;
  for (const Place* next = places + 1; next < end; ++next) {
    const Place there = *next;
    const uint32_t next_repeats = table[there.slot].count > 1;
    // Without branches: whether a pair of words repeats cannot be guessed.
    *kept = here;
    kept += uint32_t{there.word == here.word + 1} & repeats & next_repeats;
    here = there;
    repeats = next_repeats;
  }
  Keep(static_cast<size_t>(kept - places));
}

// Of the n-grams that occur most often the first counts; the spaces between its words too.
size_t NGramRepetition::TopCharacters(uint32_t n) const {
  uint32_t most = 1;
  uint32_t word = 0;  // when none repeats, the first of the text
  for (const Place& place : places_) {
    if (table_[place.slot].count <= most) continue;
    most = table_[place.slot].count;
    word = place.word;
  }
  if (word + n > words()) return 0;
  return size_t{most} * (ends_[word + n] - ends_[word] + n - 1);
}

// From the left: an n-gram that was met before counts and is stepped over.
size_t NGramRepetition::DuplicatedCharacters(uint32_t n) {
  constexpr uint32_t kMet = uint32_t{1} << 31;
  size_t characters = 0;
  uint32_t next_word = 0;
  for (const Place& place : places_) {
    uint32_t& count = table_[place.slot].count;
    if (place.word < next_word || count == 1) continue;
    if ((count & kMet) != 0) {
      characters += ends_[place.word + n] - ends_[place.word];
      next_word = place.word + n;
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
  for (uint32_t n = kFirstTop; n <= kLastDuplicated; ++n) {
    if (n == kFirstTop) {
      FindPairs();
    } else {
      Extend(n);
    }
    if (!places_.empty()) Count();
    if (n <= kLastTop) {
      signals.top_n_gram[n - kFirstTop] =
          static_cast<float>(static_cast<double>(TopCharacters(n)) / total);
    }
    if (n >= kFirstDuplicated) {
      // Of bytes that are no UTF-8 words and text count the characters otherwise.
      signals.duplicated_n_grams[n - kFirstDuplicated] =
          static_cast<float>(std::min(static_cast<double>(DuplicatedCharacters(n)) / total, 1.0));
    }
    KeepRepeated();
  }
}

}  // namespace tamis::text
