// The kernels that every machine runs: eight bytes at a time (swar.h).

#include "base/simd/scalar.h"

#include <cstdint>

#include "base/memory/load.h"
#include "base/simd/swar.h"

namespace tamis::simd {
namespace {

template <unsigned char... kBytes>
const char* FindFirst(const char* p, const char* end) {
  for (; end - p >= 8; p += 8) {
    const uint64_t word = Load64(p);
    const uint64_t marks = (MarkEqual(word, kBytes) | ...);
    if (marks != 0) return p + FirstMark(marks);
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
    if (marks != 0) return p + FirstMark(marks);
  }
  while (p != end && static_cast<unsigned char>(*p) < 0x80) ++p;
  return p;
}

TagMarks MarkTag(const char* bytes) {
  TagMarks marks;
  for (int i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    const bool name_end = c <= 0x20 || c == '/' || (c >= '<' && c <= '?');
    const bool value_end = c == '"' || c == '&' || c == '\0' || c == '\r';
    marks.name_ends |= uint64_t{name_end} << i;
    marks.value_ends |= uint64_t{value_end} << i;
  }
  return marks;
}

}  // namespace

const Kernels kScalarKernels = {
    .name = "scalar",
    .vector_bytes = 16,
    .scan_text = FindFirst<'<', '&', '\0', '\r'>,
    .scan_raw_text = FindFirst<'<', '\0', '\r'>,
    .scan_double_quoted = FindFirst<'"', '&', '\0', '\r'>,
    .scan_single_quoted = FindFirst<'\'', '&', '\0', '\r'>,
    .scan_comment = FindFirst<'-', '<', '\0', '\r'>,
    .scan_ascii = FindNonAscii,
    .mark_tag = MarkTag,
};

}  // namespace tamis::simd
