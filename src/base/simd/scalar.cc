// The kernels that every machine runs: eight bytes at a time in a 64-bit word.
//
// The idea: a byte of x is zero where (x - 0x01..) & ~x has its top bit set; x ^ 0x3C3C.. turns
// '<' into zero. The catch: a borrow may also mark bytes above a true match, never below, so
// only the lowest mark counts. Source: Mycroft's test, see Warren, Hacker's Delight, 6-1.

#include "base/simd/scalar.h"

#include <bit>
#include <cstdint>

#include "base/memory/load.h"

namespace tamis::simd {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101u;
constexpr uint64_t kTops = 0x8080808080808080u;

constexpr uint64_t MarkZeros(uint64_t x) { return (x - kOnes) & ~x & kTops; }

template <unsigned char... kBytes>
const char* FindFirst(const char* p, const char* end) {
  for (; end - p >= 8; p += 8) {
    const uint64_t word = Load64(p);
    const uint64_t marks = (MarkZeros(word ^ (kOnes * kBytes)) | ...);
    if (marks != 0) return p + std::countr_zero(marks) / 8;
  }
  for (; p != end; ++p) {
    const auto c = static_cast<unsigned char>(*p);
    if (((c == kBytes) || ...)) return p;
  }
  return end;
}

const char* FindNonAscii(const char* p, const char* end) {
  for (; end - p >= 8; p += 8) {
    const uint64_t marks = Load64(p) & kTops;
    if (marks != 0) return p + std::countr_zero(marks) / 8;
  }
  while (p != end && static_cast<unsigned char>(*p) < 0x80) ++p;
  return p;
}

}  // namespace

const Kernels kScalarKernels = {
    .name = "scalar",
    .scan_text = FindFirst<'<', '&', '\0', '\r'>,
    .scan_raw_text = FindFirst<'<', '\0', '\r'>,
    .scan_double_quoted = FindFirst<'"', '&', '\0', '\r'>,
    .scan_single_quoted = FindFirst<'\'', '&', '\0', '\r'>,
    .scan_comment = FindFirst<'-', '<', '\0', '\r'>,
    .scan_ascii = FindNonAscii,
};

}  // namespace tamis::simd
