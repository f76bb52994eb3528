#include "text/signals/byte_masks.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::text {
namespace {

constexpr size_t kMaxEdges = 64;  // of 64 bytes

struct Masks {
  uint64_t spaces = 0;
  uint64_t letters = 0;
  uint64_t continuations = 0;
};

#if defined(__SSE2__)

Masks MasksOf64(const char* bytes) {
  Masks masks;
  for (int part = 0; part < 4; ++part) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
    const __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x20)), block);
    // Small letters are at most 25 above 'a', as unsigned bytes.
    const __m128i from_a =
        _mm_sub_epi8(_mm_or_si128(block, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i letter = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8(25)), from_a);
    const __m128i continuation = _mm_cmplt_epi8(block, _mm_set1_epi8(-64));
    const auto bits = [part](__m128i mask) {
      return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(mask))) << (16 * part);
    };
    masks.spaces |= bits(space);
    masks.letters |= bits(letter);
    masks.continuations |= bits(continuation);
  }
  return masks;
}

#else

Masks MasksOf64(const char* bytes) {
  Masks masks;
  for (int i = 0; i < 64; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const uint64_t bit = uint64_t{1} << i;
    if (byte <= 0x20) masks.spaces |= bit;
    if ((byte | 0x20u) - 'a' < 26u) masks.letters |= bit;
    if ((byte & 0xC0) == 0x80) masks.continuations |= bit;
  }
  return masks;
}

#endif

}  // namespace

// For the edges of 64 bytes, behind `used` others.
uint32_t* ByteMasks::RoomForEdges(size_t used) {
  if (edges_.size() < used + kMaxEdges) edges_.resize(2 * used + 16 * kMaxEdges);
  return edges_.data() + used;
}

void ByteMasks::Set(std::string_view text) {
  const size_t words = text.size() / 64 + 2;
  non_letters_.resize(words);
  size_t continuations = 0;
  size_t word = 0;
  size_t edges = 0;
  uint64_t space_before = 1;
  const auto put = [&](const char* bytes) {
    const Masks masks = MasksOf64(bytes);
    non_letters_[word] = ~masks.letters;
    if (masks.continuations != 0) {
      continuations += static_cast<size_t>(std::popcount(masks.continuations));
    }
    uint64_t changes = masks.spaces ^ (masks.spaces << 1 | space_before);
    space_before = masks.spaces >> 63;
    uint32_t* const room = RoomForEdges(edges);
    uint32_t* out = room;
    for (; changes != 0; changes &= changes - 1) {
      *out++ = static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(std::countr_zero(changes));
    }
    edges += static_cast<size_t>(out - room);
    ++word;
  };
  size_t at = 0;
  for (; at + 64 <= text.size(); at += 64) put(text.data() + at);
  char tail[64] = {};  // zeros are white space
  if (at < text.size()) std::memcpy(tail, text.data() + at, text.size() - at);
  put(tail);
  for (; word < words; ++word) non_letters_[word] = ~uint64_t{0};
  *RoomForEdges(edges) = kEnd;
  characters_ = text.size() - continuations;
}

}  // namespace tamis::text
