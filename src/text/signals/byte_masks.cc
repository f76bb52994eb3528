#include "text/signals/byte_masks.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "base/simd/sse2.h"

namespace tamis::text {
namespace {

constexpr size_t kStep = 64;

}  // namespace

// A bit for each of 64 bytes, the first lowest.
struct ByteMasks::Masks {
  uint64_t spaces = 0;
  uint64_t letters = 0;
  uint64_t continuations = 0;
  uint64_t line_feeds = 0;
  uint64_t brackets = 0;  // [ {
  uint64_t pairs = 0;     // that a phrase is looked for by, in any case: ja ps ms cy ok
};

// REQUIRES: 65 readable bytes.
[[gnu::always_inline]] inline ByteMasks::Masks ByteMasks::MasksOf(const char* bytes) {
  Masks masks;
  for (unsigned at = 0; at < kStep; at += 16) {
    const auto load = [](const char* from) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    };
    const auto put = [at](__m128i mask, uint64_t& bits) {
      bits |= uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(mask))} << at;
    };
    const auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    const auto at_most = [](__m128i block, char c) {
      return _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(c)), block);
    };
    const __m128i block = load(bytes + at);
    const __m128i fold = _mm_set1_epi8(0x20);
    const __m128i first = _mm_or_si128(block, fold);
    const __m128i second = _mm_or_si128(load(bytes + at + 1), fold);
    put(at_most(block, 0x20), masks.spaces);
    // Small letters are at most 25 above 'a', as unsigned bytes.
    put(at_most(_mm_sub_epi8(first, _mm_set1_epi8('a')), 25), masks.letters);
    put(_mm_cmplt_epi8(block, _mm_set1_epi8(-64)), masks.continuations);
    put(is(block, '\n'), masks.line_feeds);
    put(is(first, '{'), masks.brackets);
    const __m128i before_s = _mm_or_si128(is(first, 'p'), is(first, 'm'));
    const auto pair = [=](char a, char b) { return _mm_and_si128(is(first, a), is(second, b)); };
    put(_mm_or_si128(_mm_or_si128(pair('j', 'a'), _mm_and_si128(before_s, is(second, 's'))),
                     _mm_or_si128(pair('c', 'y'), pair('o', 'k'))),
        masks.pairs);
  }
  return masks;
}

template <auto kMasksOf>
[[gnu::always_inline]] inline void ByteMasks::Fill(std::string_view text) {
  edges_.Clear();
  line_feeds_.Clear();
  phrase_pairs_.Clear();
  non_letters_.resize(text.size() / kStep + 3);
  size_t continuations = 0;
  uint64_t brackets = 0;
  uint64_t space_before = 1;
  uint64_t* non_letters = non_letters_.data();
  const auto put = [&](const Masks& masks, size_t at) __attribute__((always_inline)) {
    const auto from = static_cast<uint32_t>(at);
    *non_letters++ = ~masks.letters;
    edges_.Add(masks.spaces ^ (masks.spaces << 1 | space_before), from);
    space_before = masks.spaces >> 63;
    if (masks.continuations != 0) {
      continuations += static_cast<size_t>(std::popcount(masks.continuations));
    }
    if (masks.line_feeds != 0) line_feeds_.Add(masks.line_feeds, from);
    if (masks.pairs != 0) phrase_pairs_.Add(masks.pairs, from);
    brackets |= masks.brackets;
  };
  size_t at = 0;
  for (; at + kStep < text.size(); at += kStep) put(kMasksOf(text.data() + at), at);
  char tail[kStep + 1] = {};  // zeros are white space
  if (at < text.size()) std::memcpy(tail, text.data() + at, text.size() - at);
  put(kMasksOf(tail), at);
  if (text.size() - at == kStep) edges_.Add(space_before ^ 1, static_cast<uint32_t>(text.size()));
  non_letters[0] = non_letters[1] = ~uint64_t{0};
  edges_.End();
  line_feeds_.End();
  phrase_pairs_.End();
  characters_ = text.size() - continuations;
  has_brackets_ = brackets != 0;
}

#if defined(__x86_64__)

// As MasksOf(), in two parts.
[[gnu::target("avx2")]] inline ByteMasks::Masks ByteMasks::MasksByAvx2(const char* bytes) {
  Masks masks;
  for (unsigned at = 0; at < kStep; at += 32) {
    const auto load = [&](const char* from) __attribute__((target("avx2"))) {
      return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    };
    const auto put = [at](__m256i mask, uint64_t& bits) __attribute__((target("avx2"))) {
      bits |= uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(mask))} << at;
    };
    const auto is = [&](__m256i block, char c) __attribute__((target("avx2"))) {
      return _mm256_cmpeq_epi8(block, _mm256_set1_epi8(c));
    };
    const auto at_most = [&](__m256i block, char c) __attribute__((target("avx2"))) {
      return _mm256_cmpeq_epi8(_mm256_min_epu8(block, _mm256_set1_epi8(c)), block);
    };
    const __m256i block = load(bytes + at);
    const __m256i fold = _mm256_set1_epi8(0x20);
    const __m256i first = _mm256_or_si256(block, fold);
    const __m256i second = _mm256_or_si256(load(bytes + at + 1), fold);
    put(at_most(block, 0x20), masks.spaces);
    put(at_most(_mm256_sub_epi8(first, _mm256_set1_epi8('a')), 25), masks.letters);
    put(_mm256_cmpgt_epi8(_mm256_set1_epi8(-64), block), masks.continuations);
    put(is(block, '\n'), masks.line_feeds);
    put(is(first, '{'), masks.brackets);
    put((is(first, 'j') & is(second, 'a')) | ((is(first, 'p') | is(first, 'm')) & is(second, 's')) |
            (is(first, 'c') & is(second, 'y')) | (is(first, 'o') & is(second, 'k')),
        masks.pairs);
  }
  return masks;
}

// As MasksOf().
[[gnu::target("avx512f,avx512bw")]] inline ByteMasks::Masks ByteMasks::MasksByAvx512(
    const char* bytes) {
  const __m512i block = _mm512_loadu_si512(bytes);
  const __m512i fold = _mm512_set1_epi8(0x20);
  const __m512i first = _mm512_or_si512(block, fold);
  const __m512i second = _mm512_or_si512(_mm512_loadu_si512(bytes + 1), fold);
  const auto is = [](__m512i in, char c) __attribute__((target("avx512f,avx512bw"))) {
    return _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8(c));
  };
  return {.spaces = _mm512_cmple_epu8_mask(block, fold),
          .letters = _mm512_cmple_epu8_mask(_mm512_sub_epi8(first, _mm512_set1_epi8('a')),
                                            _mm512_set1_epi8(25)),
          .continuations = _mm512_cmplt_epi8_mask(block, _mm512_set1_epi8(-64)),
          .line_feeds = is(block, '\n'),
          .brackets = is(first, '{'),
          .pairs = (is(first, 'j') & is(second, 'a')) |
                   ((is(first, 'p') | is(first, 'm')) & is(second, 's')) |
                   (is(first, 'c') & is(second, 'y')) | (is(first, 'o') & is(second, 'k'))};
}

[[gnu::target("avx2,popcnt,bmi")]] void ByteMasks::FillByAvx2(std::string_view text) {
  Fill<&ByteMasks::MasksByAvx2>(text);
}

[[gnu::target("avx512f,avx512bw,avx2,popcnt,bmi")]] void ByteMasks::FillByAvx512(
    std::string_view text) {
  Fill<&ByteMasks::MasksByAvx512>(text);
}

#endif

void ByteMasks::Set(std::string_view text, [[maybe_unused]] const simd::Kernels& kernels) {
#if defined(__x86_64__)
  if (kernels.vector_bytes >= 64) return FillByAvx512(text);
  if (kernels.vector_bytes >= 32) return FillByAvx2(text);
#endif
  Fill<&ByteMasks::MasksOf>(text);
}

}  // namespace tamis::text
