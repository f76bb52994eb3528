#include "metadata/sources/marked_attributes.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "base/simd/block16.h"
#include "base/simd/kernels.h"
#include "metadata/sources/elements.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::metadata {
namespace {

namespace names = html::names;

// What is looked for in values: a word, of which byte `a` stands two places before byte `b`; or
// another, of which `c` stands so before `d`.
struct Words {
  char a, b, c, d;
};
constexpr Words kBylines = {'u', 'h', 'y', 'i'};  // "author", "byline"
constexpr Words kLinks = {'u', 'h', 'v', 'c'};    // "/author", "creativecommons"

// Keeps of `places` those of values that may hold one of the words; returns the end of them.
template <Words kWords>
uint32_t* Select(const html::Dom& dom, std::span<uint32_t> places) {
  const simd::Readable readable(dom.store().page());
  uint32_t* out = places.data();
  for (const uint32_t place : places) {
    const std::string_view value = dom.value(dom.all_attributes()[place]);
    *out = place;
    out += simd::MayHoldPairs<kWords.a, kWords.b, kWords.c, kWords.d>(value, readable);
  }
  return out;
}

#if defined(__x86_64__)

template <Words kWords>
[[gnu::target("avx2")]] uint32_t* SelectByAvx2(const html::Dom& dom, std::span<uint32_t> places) {
  constexpr uint32_t kStep = 32;
  const simd::Readable readable(dom.store().page());
  uint32_t* out = places.data();
  for (const uint32_t place : places) {
    const std::string_view value = dom.value(dom.all_attributes()[place]);
    *out = place;
    if (value.size() < 3) continue;
    // Both bytes of a pair stand in the value: there are `pairs` places for the first.
    auto pairs = static_cast<uint32_t>(value.size() - 2);
    uint32_t hits = 0;
    for (const char* at = value.data(); pairs != 0 && hits == 0; at += kStep) {
      if (!readable.Holds(at, kStep + 2)) {
        hits =
            simd::MayHoldPairs<kWords.a, kWords.b, kWords.c, kWords.d>({at, pairs + 2}, readable);
        break;
      }
      const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
      const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 2));
      const auto pair = [&](char a, char b) __attribute__((target("avx2"))) {
        return _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8(a)),
                                _mm256_cmpeq_epi8(second, _mm256_set1_epi8(b)));
      };
      hits = static_cast<uint32_t>(_mm256_movemask_epi8(
          _mm256_or_si256(pair(kWords.a, kWords.b), pair(kWords.c, kWords.d))));
      const uint32_t asked = std::min(pairs, kStep);
      hits &= ~uint32_t{0} >> (kStep - asked);
      pairs -= asked;
    }
    out += hits != 0;
  }
  return out;
}

template <Words kWords>
[[gnu::target("avx512f,avx512bw")]] uint32_t* SelectByAvx512(const html::Dom& dom,
                                                             std::span<uint32_t> places) {
  constexpr uint32_t kStep = 64;
  uint32_t* out = places.data();
  for (const uint32_t place : places) {
    const std::string_view value = dom.value(dom.all_attributes()[place]);
    *out = place;
    if (value.size() < 3) continue;
    auto pairs = static_cast<uint32_t>(value.size() - 2);
    uint64_t hits = 0;
    for (const char* at = value.data(); pairs != 0 && hits == 0; at += kStep) {
      const uint32_t asked = std::min(pairs, kStep);
      const __mmask64 mask = ~uint64_t{0} >> (kStep - asked);
      const __m512i first = _mm512_maskz_loadu_epi8(mask, at);
      const __m512i second = _mm512_maskz_loadu_epi8(mask, at + 2);
      const auto pair = [&](char a, char b) __attribute__((target("avx512f,avx512bw"))) {
        const __mmask64 begins = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(a));
        return uint64_t{_mm512_mask_cmpeq_epi8_mask(begins, second, _mm512_set1_epi8(b))};
      };
      hits = pair(kWords.a, kWords.b) | pair(kWords.c, kWords.d);
      pairs -= asked;
    }
    out += hits != 0;
  }
  return out;
}

#endif

template <Words kWords>
std::span<uint32_t> Keep(const html::Dom& dom, std::span<uint32_t> places) {
  const auto select = [&] {
#if defined(__x86_64__)
    const unsigned width = simd::ActiveKernels().vector_bytes;
    if (width >= 64) return SelectByAvx512<kWords>(dom, places);
    if (width >= 32) return SelectByAvx2<kWords>(dom, places);
#endif
    return Select<kWords>(dom, places);
  };
  return {places.data(), select()};
}

}  // namespace

void MarkedAttributes::Find(const html::Dom& dom) {
  const std::span<const html::Attribute> all = dom.all_attributes();
  if (classes_.size() <= all.size()) {
    classes_.resize(all.size() + 1);
    links_.resize(all.size() + 1);
  }
  size_t class_count = 0, link_count = 0;
  for (uint32_t place = 0; place < all.size(); ++place) {
    classes_[class_count] = links_[link_count] = place;
    class_count += all[place].name == names::kClass;
    link_count += all[place].name == names::kHref;
  }
  const auto classes = Keep<kBylines>(dom, std::span(classes_).first(class_count));
  const auto links = Keep<kLinks>(dom, std::span(links_).first(link_count));
  const auto bylines = std::remove_if(classes.begin(), classes.end(), [&](uint32_t place) {
    return !IsByline(dom.value(all[place]));
  });
  places_.clear();
  std::merge(classes.begin(), bylines, links.begin(), links.end(), std::back_inserter(places_));
  places_.push_back(UINT32_MAX);
}

}  // namespace tamis::metadata
