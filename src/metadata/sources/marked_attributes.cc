#include "metadata/sources/marked_attributes.h"

#include <algorithm>
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

// What is looked for in the values of one attribute: a word, of which byte `a` stands two places
// before byte `b`; or another, of which `c` stands so before `d`.
struct Wanted {
  html::NameId name;
  char a, b, c, d;
};
constexpr Wanted kBylines = {names::kClass, 'u', 'h', 'y', 'i'};  // "author", "byline"
constexpr Wanted kLinks = {names::kHref, 'u', 'h', 'v', 'c'};     // "/author", "creativecommons"

// Writes the places of the attributes that may hold what is wanted; returns the end of them.
template <Wanted kWanted>
uint32_t* Select(const html::Dom& dom, uint32_t* out) {
  const simd::Readable readable(dom.store().page());
  const std::span<const html::Attribute> all = dom.all_attributes();
  for (uint32_t place = 0; place < all.size(); ++place) {
    if (all[place].name != kWanted.name) continue;
    *out = place;
    out += simd::MayHoldPairs<kWanted.a, kWanted.b, kWanted.c, kWanted.d>(dom.value(all[place]),
                                                                          readable);
  }
  return out;
}

#if defined(__x86_64__)

template <Wanted kWanted>
[[gnu::target("avx2")]] uint32_t* SelectByAvx2(const html::Dom& dom, uint32_t* out) {
  constexpr uint32_t kStep = 32;
  const simd::Readable readable(dom.store().page());
  const std::span<const html::Attribute> all = dom.all_attributes();
  for (uint32_t place = 0; place < all.size(); ++place) {
    const html::Attribute& attribute = all[place];
    if (attribute.name != kWanted.name || attribute.value.size < 3) continue;
    const std::string_view value = dom.value(attribute);
    *out = place;
    // Both bytes of a pair stand in the value: there are `pairs` places for the first.
    auto pairs = static_cast<uint32_t>(value.size() - 2);
    uint32_t hits = 0;
    for (const char* at = value.data(); pairs != 0 && hits == 0; at += kStep) {
      if (!readable.Holds(at, kStep + 2)) {
        hits = simd::MayHoldPairs<kWanted.a, kWanted.b, kWanted.c, kWanted.d>({at, pairs + 2},
                                                                              readable);
        break;
      }
      const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
      const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 2));
      const auto pair = [&](char a, char b) __attribute__((target("avx2"))) {
        return _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8(a)),
                                _mm256_cmpeq_epi8(second, _mm256_set1_epi8(b)));
      };
      hits = static_cast<uint32_t>(_mm256_movemask_epi8(
          _mm256_or_si256(pair(kWanted.a, kWanted.b), pair(kWanted.c, kWanted.d))));
      const uint32_t asked = std::min(pairs, kStep);
      hits &= ~uint32_t{0} >> (kStep - asked);
      pairs -= asked;
    }
    out += hits != 0;
  }
  return out;
}

template <Wanted kWanted>
[[gnu::target("avx512f,avx512bw")]] uint32_t* SelectByAvx512(const html::Dom& dom, uint32_t* out) {
  constexpr uint32_t kStep = 64;
  const std::span<const html::Attribute> all = dom.all_attributes();
  for (uint32_t place = 0; place < all.size(); ++place) {
    const html::Attribute& attribute = all[place];
    if (attribute.name != kWanted.name || attribute.value.size < 3) continue;
    const std::string_view value = dom.value(attribute);
    *out = place;
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
      hits = pair(kWanted.a, kWanted.b) | pair(kWanted.c, kWanted.d);
      pairs -= asked;
    }
    out += hits != 0;
  }
  return out;
}

#endif

template <Wanted kWanted>
std::span<const uint32_t> Find(const html::Dom& dom, std::vector<uint32_t>& room) {
  if (!dom.MayHaveAttribute(kWanted.name)) return {};
  const auto select = [&](uint32_t* out) {
#if defined(__x86_64__)
    const unsigned width = simd::ActiveKernels().vector_bytes;
    if (width >= 64) return SelectByAvx512<kWanted>(dom, out);
    if (width >= 32) return SelectByAvx2<kWanted>(dom, out);
#endif
    return Select<kWanted>(dom, out);
  };
  return {room.data(), select(room.data())};
}

}  // namespace

void MarkedAttributes::Find(const html::Dom& dom) {
  const std::span<const html::Attribute> all = dom.all_attributes();
  bits_.assign(all.size() / 8 + 8, 0);
  if (found_.size() <= all.size()) found_.resize(all.size() + 1);
  for (const uint32_t place : metadata::Find<kBylines>(dom, found_)) {
    if (IsByline(dom.value(all[place]))) Mark(place);
  }
  for (const uint32_t place : metadata::Find<kLinks>(dom, found_)) Mark(place);
}

bool MarkedAttributes::AmongMany(const html::Node& element) const {
  for (uint32_t i = 0; i < element.data_size; ++i) {
    const uint32_t place = element.data_begin + i;
    if ((bits_[place / 8] >> place % 8 & 1) != 0) return true;
  }
  return false;
}

}  // namespace tamis::metadata
