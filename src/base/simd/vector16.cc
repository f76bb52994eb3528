// Kernels of 16 bytes a step, with what every x86-64 (SSE2) and every AArch64 (NEON) has.

#include "base/simd/vector16.h"

#include "base/simd/block16.h"
#include "base/simd/scalar.h"

namespace tamis::simd {
namespace {

#if defined(__SSE2__)
constexpr std::string_view kName = "sse2";
#elif defined(__aarch64__)
constexpr std::string_view kName = "neon";
#else
constexpr std::string_view kName = "vector16";
#endif

constexpr ptrdiff_t kStep = 16;

// `kTail` is the scalar kernel for the same bytes: it scans what is shorter than a step.
template <auto kTail, char... kBytes>
const char* FindFirst(const char* p, const char* end) {
  for (; end - p >= kStep; p += kStep) {
    const Bits16 bits = Block16(p).AnyOf(kBytes...);
    if (bits != 0) return p + FirstBit(bits);
  }
  return (kScalarKernels.*kTail)(p, end);
}

const char* FindNonAscii(const char* p, const char* end) {
  for (; end - p >= kStep; p += kStep) {
    const Bits16 bits = Block16(p).Beyond();
    if (bits != 0) return p + FirstBit(bits);
  }
  return kScalarKernels.scan_ascii(p, end);
}

TagMarks MarkTag(const char* bytes) {
  TagMarks marks;
  for (int at = 0; at < 64; at += kStep) {
    const Block16 block(bytes + at);
    marks.name_ends |= uint64_t{block.NameEnd()} << at;
    marks.value_ends |= uint64_t{block.AnyOf('"', '&', '\0', '\r')} << at;
  }
  return marks;
}

}  // namespace

const Kernels kVector16Kernels = {
    .name = kName,
    .vector_bytes = 16,
    .scan_text = FindFirst<&Kernels::scan_text, '<', '&', '\0', '\r'>,
    .scan_raw_text = FindFirst<&Kernels::scan_raw_text, '<', '\0', '\r'>,
    .scan_double_quoted = FindFirst<&Kernels::scan_double_quoted, '"', '&', '\0', '\r'>,
    .scan_single_quoted = FindFirst<&Kernels::scan_single_quoted, '\'', '&', '\0', '\r'>,
    .scan_comment = FindFirst<&Kernels::scan_comment, '-', '<', '\0', '\r'>,
    .scan_ascii = FindNonAscii,
    .mark_tag = MarkTag,
};

}  // namespace tamis::simd
